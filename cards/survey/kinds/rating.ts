import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { choice } from '../../build.ts';
import { chosenIn, inputPrefix, type KindInputs, labelOf, withInstead } from '../question-input.ts';

/** The five grades to choose from, the ends of them named. */
export const rating: KindInputs<QuestionOf<'rating'>> = (reader, question, answers) => {
  const ends: Record<string, string> = {
    1: reader.t('survey:ratingLow', { text: reader.pick(question.low) }),
    5: reader.t('survey:ratingHigh', { text: reader.pick(question.high) }),
  };
  const grades = ['1', '2', '3', '4', '5'].map((value) => ({ title: ends[value] ?? value, value }));
  return [
    choice({
      id: inputPrefix + question.code,
      label: labelOf(reader, question),
      value: chosenIn(question, answers),
      choices: withInstead(reader, question, grades),
      expandedUpTo: 7,
    }),
  ];
};
