import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { isRows, rowKey } from '../../../domain/survey/question/answer.ts';
import { heading } from '../../build.ts';
import { inputPrefix, type KindInputs, labelOf } from '../question-input.ts';

/** An input for the place of each option. */
export const ranking: KindInputs<QuestionOf<'ranking'>> = (reader, question, answers) => {
  const answer = answers[question.code];
  const places = answer !== undefined && isRows(answer) ? answer : {};
  return [
    heading(labelOf(reader, question)),
    ...question.options.map(({ code, label }) => {
      const place = places[code];
      return {
        type: 'Input.Number' as const,
        id: inputPrefix + rowKey(question.code, code),
        label: reader.pick(label),
        min: 1,
        max: question.options.length,
        ...(place !== undefined && { value: Number(place) }),
      };
    }),
  ];
};
