import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { writtenNumber } from '../../../domain/typed-number.ts';
import { inputPrefix, type KindInputs, labelOf } from '../question-input.ts';

/** An input of an amount, named with its unit. */
export const number: KindInputs<QuestionOf<'number'>> = (reader, question, answers) => {
  const id = inputPrefix + question.code;
  const answer = answers[question.code];
  const own = labelOf(reader, question);
  const label = question.unit ? reader.t('survey:unit', { label: own, unit: reader.pick(question.unit) }) : own;
  if (typeof answer !== 'number') return [{ type: 'Input.Number', id, label }];
  const written = writtenNumber(answer);
  // What would be read in two ways is written so that it is not.
  return written === String(answer)
    ? [{ type: 'Input.Number', id, label, value: answer }]
    : [{ type: 'Input.Text', id, label, value: written }];
};
