import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { otherKey } from '../../../domain/survey/question/answer.ts';
import { longestOther } from '../../../domain/survey/question/reading.ts';
import { choice as choiceSet } from '../../build.ts';
import { cut } from '../../shorten.ts';
import { longestLabel } from '../answer-text.ts';
import { chosenIn, inputPrefix, type KindInputs, labelOf, textIn, withInstead } from '../question-input.ts';

/** The options to choose from, and an input for the text beside «other». */
export const choice: KindInputs<QuestionOf<'choice'>> = (reader, question, answers) => {
  const { t } = reader;
  const { code, options, multiple, other } = question;
  const answer = answers[code];
  const choices = options.map((option) => ({ title: reader.pick(option.label), value: option.code }));
  if (other) choices.push({ title: t('survey:otherOption'), value: 'other' });
  const set = choiceSet({
    id: inputPrefix + code,
    label: labelOf(reader, question),
    value: Array.isArray(answer) ? answer.join(',') : chosenIn(question, answers),
    choices: multiple ? choices : withInstead(reader, question, choices),
    ...(multiple ? { isMultiSelect: true } : {}),
    expandedUpTo: 6,
    placeholder: t('common:choose'),
  });
  if (!other) return [set];
  const label = t('survey:otherOf', { label: cut(reader.pick(question.label), longestLabel) });
  const key = otherKey(code);
  return [
    set,
    { type: 'Input.Text', id: inputPrefix + key, label, value: textIn(answers, key), maxLength: longestOther },
  ];
};
