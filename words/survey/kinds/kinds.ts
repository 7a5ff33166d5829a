import { z } from 'zod';
import type { AskedQuestion, QuestionKind, QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import type { KindWords } from '../kind-words.ts';
import { choice } from './choice.ts';
import { date } from './date.ts';
import { matrix } from './matrix.ts';
import { number } from './number.ts';
import { ranking } from './ranking.ts';
import { rating } from './rating.ts';
import { scale } from './scale.ts';
import { text } from './text.ts';
import { yesNo } from './yes-no.ts';

/** A question with what its inputs need. The input of a question is named by its code unless a key is given. */
export const FormQuestion = z.discriminatedUnion('kind', [
  text.form,
  choice.form,
  rating.form,
  matrix.form,
  number.form,
  date.form,
  yesNo.form,
  scale.form,
  ranking.form,
]);
export type FormQuestion = z.infer<typeof FormQuestion>;

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
} satisfies { [K in QuestionKind]: KindWords<QuestionOf<K>, Extract<FormQuestion, { kind: K }>> };

/** A question's kind in words. */
export function wordsOf<Q extends AskedQuestion>({ kind }: Q): KindWords<Q, FormQuestion> {
  return kinds[kind] as unknown as KindWords<Q, FormQuestion>;
}
