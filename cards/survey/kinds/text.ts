import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { inputPrefix, type KindInputs, labelOf, textIn } from '../question-input.ts';

/** An input of one line or several. */
export const text: KindInputs<QuestionOf<'text'>> = (reader, question, answers) => [
  {
    type: 'Input.Text',
    id: inputPrefix + question.code,
    label: labelOf(reader, question),
    value: textIn(answers, question.code),
    isMultiline: question.multiline,
    maxLength: question.maxLength,
  },
];
