import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { choice } from '../../build.ts';
import { chosenIn, inputPrefix, type KindInputs, labelOf, withInstead } from '../question-input.ts';

/** Yes and no to choose from. */
export const yesNo: KindInputs<QuestionOf<'yesNo'>> = (reader, question, answers) => [
  choice({
    id: inputPrefix + question.code,
    label: labelOf(reader, question),
    value: chosenIn(question, answers),
    choices: withInstead(
      reader,
      question,
      ['yes', 'no'].map((code) => ({ title: reader.t(`common:${code}`), value: code })),
    ),
  }),
];
