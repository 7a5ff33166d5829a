import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { choice } from '../../build.ts';
import { chosenIn, inputPrefix, type KindInputs, labelOf, withInstead } from '../question-input.ts';

/** The grades from 0 to 10 to choose from, the ends of them named. */
export const scale: KindInputs<QuestionOf<'scale'>> = (reader, question, answers) => {
  const ends: Record<string, string> = {
    0: reader.t('survey:scaleLow', { text: reader.pick(question.low) }),
    10: reader.t('survey:scaleHigh', { text: reader.pick(question.high) }),
  };
  const grades = Array.from({ length: 11 }, (_none, grade) => ({
    title: ends[grade] ?? String(grade),
    value: String(grade),
  }));
  return [
    choice({
      id: inputPrefix + question.code,
      label: labelOf(reader, question),
      value: chosenIn(question, answers),
      choices: withInstead(reader, question, grades),
      placeholder: reader.t('common:choose'),
    }),
  ];
};
