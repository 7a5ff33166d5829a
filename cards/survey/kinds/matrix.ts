import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { rowKey } from '../../../domain/survey/question/answer.ts';
import { typedFrom } from '../../../domain/survey/typed.ts';
import { choice, heading } from '../../build.ts';
import { inputPrefix, type KindInputs, labelOf, withInstead } from '../question-input.ts';

/** The steps to choose from for each row. */
export const matrix: KindInputs<QuestionOf<'matrix'>> = (reader, question, answers) => {
  const typed = typedFrom([question], answers);
  const steps = question.scale.map((step) => ({ title: reader.pick(step.label), value: step.code }));
  const choices = withInstead(reader, question, steps);
  return [
    heading(labelOf(reader, question)),
    ...question.rows.map((row) =>
      choice({
        id: inputPrefix + rowKey(question.code, row.code),
        label: reader.pick(row.label),
        value: typed[rowKey(question.code, row.code)] ?? '',
        choices,
        expandedUpTo: 0,
        placeholder: reader.t('common:choose'),
      }),
    ),
  ];
};
