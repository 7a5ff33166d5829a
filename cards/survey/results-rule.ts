import { readersLeft, resultsReaders, resultsRule } from '../../domain/survey/results-rule.ts';
import { Breakdown, ResultsFrom, type Survey } from '../../domain/survey/survey.ts';
import { box, card, choice, paragraph, written } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { stepOn } from './step.ts';

/** Who sees the results of a survey, in words, as those read it whom it asks; the knowledge package among them. */
export function resultsSeenText({ t }: Reader, survey: Survey): string {
  const readers = resultsReaders(survey);
  const seenBy = survey.groupId === undefined && readers === 'asked' ? 'askedOnly' : readers;
  return `${t(`survey:seen.${seenBy}`)} ${t('survey:seenInPackage')}`;
}

/** What was chosen on the card and cannot be, with the key of the text that says why. */
export interface RuleFault {
  readonly fault?: string;
  /** What stands for the survey as it was shown before. */
  readonly seen?: string;
}

/** Who sees the results of a survey, from when on and by what divided; a posted one's can only be shown to fewer. */
export function resultsRuleCard(reader: Reader, survey: Survey, { fault, seen }: RuleFault = {}): Card {
  const { t } = reader;
  const { resultsFrom, breakdowns } = resultsRule(survey);
  const data = { surveyId: survey.id };
  const isDraft = survey.state === 'draft';
  const fromLeft = ResultsFrom.options.filter((one) => isDraft || one === 'closed' || one === resultsFrom);
  const named = (id: 'resultsFrom' | 'resultsFor', value: string) => ({
    title: t(`terms:${id}.${value}`),
    value,
  });
  return card(
    reader,
    t('survey:noticeSeen'),
    [
      ...(fault ? [box('attention', [paragraph(t(fault, { hint: '' }))])] : []),
      written(reader.pick(survey.title)),
      paragraph(t('survey:resultsRuleText')),
      choice({
        id: 'resultsFor',
        label: t('survey:resultsFor'),
        choices: readersLeft(survey).map((value) => named('resultsFor', value)),
        value: resultsReaders(survey),
      }),
      ...(survey.anonymity === 'named' && fromLeft.length > 1
        ? [
            choice({
              id: 'resultsFrom',
              label: t('survey:resultsFrom'),
              choices: fromLeft.map((value) => named('resultsFrom', value)),
              value: resultsFrom,
            }),
          ]
        : []),
      ...(isDraft
        ? [
            choice({
              id: 'breakdowns',
              label: t('survey:breakdowns'),
              choices: Breakdown.options.map((value) => ({ title: t(`terms:breakdown.${value}`), value })),
              value: breakdowns.join(','),
              isMultiSelect: true,
            }),
            paragraph(t('survey:breakdownsHint')),
          ]
        : []),
    ],
    [
      execute('survey.limitResults', t('common:save'), stepOn(survey, seen), { style: 'positive' }),
      execute('survey.manage', t('common:cancel'), data, { associatedInputs: 'none' }),
    ],
  );
}
