import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { dateInput } from '../../build.ts';
import { inputPrefix, type KindInputs, labelOf, textIn } from '../question-input.ts';

/** An input of a day. */
export const date: KindInputs<QuestionOf<'date'>> = (reader, question, answers) => [
  dateInput(reader, {
    id: inputPrefix + question.code,
    label: labelOf(reader, question),
    value: textIn(answers, question.code),
  }),
];
