import { resultsRule } from '../../domain/survey/results-rule.ts';
import { Breakdown, ResultsFor, ResultsFrom, type Survey } from '../../domain/survey/survey.ts';
import { box, card, choice, paragraph, written } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';

/** Who sees the results of a survey, in words, as those read it whom it asks; the knowledge package among them. */
export function resultsSeenText({ t }: Reader, survey: Survey): string {
  const { resultsFor } = resultsRule(survey);
  // What no group looks after has no leads who would see more than others.
  const own = { coordinators: 'coordinators', leads: 'coordinators', asked: 'askedOnly' } as const;
  const seenBy = survey.groupId === undefined ? own[resultsFor] : resultsFor;
  return `${t(`survey:seen.${seenBy}`)} ${t('survey:seenInPackage')}`;
}

/** What was chosen on the card and cannot be, with the key of the text that says why. */
export interface RuleFault {
  readonly fault?: string;
}

/** Who sees the results of a survey, from when on and by what divided; a posted one's can only be shown to fewer. */
export function resultsRuleCard(reader: Reader, survey: Survey, { fault }: RuleFault = {}): Card {
  const { t } = reader;
  const { resultsFrom, resultsFor, breakdowns } = resultsRule(survey);
  const data = { surveyId: survey.id };
  const isDraft = survey.state === 'draft';
  const named = (id: 'resultsFrom' | 'resultsFor', value: string) => ({
    title: t(`terms:${id}.${value}`),
    value,
  });
  return card(
    reader,
    t('survey:resultsRule'),
    [
      ...(fault ? [box('attention', [paragraph(t(fault, { hint: '' }))])] : []),
      written(reader.pick(survey.title)),
      paragraph(t('survey:resultsRuleText')),
      choice({
        id: 'resultsFor',
        label: t('survey:resultsFor'),
        choices: ResultsFor.options.map((value) => named('resultsFor', value)),
        value: resultsFor,
      }),
      ...(survey.anonymity === 'named'
        ? [
            choice({
              id: 'resultsFrom',
              label: t('survey:resultsFrom'),
              choices: ResultsFrom.options.map((value) => named('resultsFrom', value)),
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
      execute('survey.limitResults', t('survey:resultsRuleSave'), data, { style: 'positive' }),
      execute('survey.manage', t('common:cancel'), data, { associatedInputs: 'none' }),
    ],
  );
}
