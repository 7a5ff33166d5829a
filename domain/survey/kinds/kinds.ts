import { z } from 'zod';
import { Section } from '../question/base.ts';
import type { Shape } from '../question/figure.ts';
import type { Kind } from '../question/kind.ts';
import { choice } from './choice.ts';
import { date } from './date.ts';
import { matrix } from './matrix.ts';
import { number } from './number.ts';
import { ranking } from './ranking.ts';
import { rating } from './rating.ts';
import { scale } from './scale.ts';
import { text } from './text.ts';
import { yesNo } from './yes-no.ts';

/**
 * One question, which may still lack words and options: `questionFaults` says what keeps it from being asked. `section` asks
 * nothing: it opens a new page with a heading.
 */
export const Question = z.discriminatedUnion('kind', [
  Section,
  text.schema,
  choice.schema,
  rating.schema,
  matrix.schema,
  number.schema,
  date.schema,
  yesNo.schema,
  scale.schema,
  ranking.schema,
]);
export type Question = z.infer<typeof Question>;
export type AskedQuestion = Exclude<Question, { kind: 'section' }>;
export type QuestionKind = AskedQuestion['kind'];
export type QuestionOf<K extends QuestionKind> = Extract<AskedQuestion, { kind: K }>;

const kinds = {
  text,
  choice,
  rating,
  matrix,
  number,
  date,
  yesNo,
  scale,
  ranking,
} satisfies { [K in QuestionKind]: Kind<QuestionOf<K>> };

/** The names of all kinds of questions that ask something, in the order in which they are offered. */
export const questionKinds = Object.keys(kinds) as [QuestionKind, ...QuestionKind[]];

/** What is particular to a question's kind. */
export function kindOf<Q extends AskedQuestion>({ kind }: Q): Kind<Q> {
  return kinds[kind] as unknown as Kind<Q>;
}

/** The shape in which answers to a kind of question are counted. */
export function shapeOf({ kind }: { readonly kind: QuestionKind }): Shape {
  return kinds[kind].shape;
}

/** Whether a question is asked, and opens no new page. */
export function isAsked(question: Question): question is AskedQuestion {
  return question.kind !== 'section';
}
