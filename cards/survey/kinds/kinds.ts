import type { AskedQuestion, QuestionKind, QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import type { KindInputs } from '../question-input.ts';
import { choice } from './choice.ts';
import { date } from './date.ts';
import { matrix } from './matrix.ts';
import { number } from './number.ts';
import { ranking } from './ranking.ts';
import { rating } from './rating.ts';
import { scale } from './scale.ts';
import { text } from './text.ts';
import { yesNo } from './yes-no.ts';

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
} satisfies { [K in QuestionKind]: KindInputs<QuestionOf<K>> };

/** What makes the inputs of a question's kind. */
export function inputsOf<Q extends AskedQuestion>({ kind }: Q): KindInputs<Q> {
  return kinds[kind] as unknown as KindInputs<Q>;
}
