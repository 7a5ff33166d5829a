import { readersLeft, resultsReaders, resultsRule } from '../../domain/survey/results-rule.ts';
import { Breakdown, hasEnded, ResultsFrom, type Survey } from '../../domain/survey/survey.ts';
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

/** From when on a survey's results are shown, in words; empty for a cancelled one, which has none. */
export function resultsShownText({ t, moment }: Reader, survey: Survey): string {
  if (survey.state === 'cancelled') return '';
  if (survey.unsettled) return t('survey:unsettledSoon');
  if (hasEnded(survey)) return t('survey:resultsReady');
  return t(`survey:seenFrom.${resultsRule(survey).resultsFrom}`, { closes: moment(survey.closesAt) });
}

/** Who sees the results of a survey and from when on, as facts. */
export function resultsFacts(reader: Reader, survey: Survey): [label: string, value: string][] {
  const { t } = reader;
  return [
    [t('survey:noticeSeen'), resultsSeenText(reader, survey)],
    [t('survey:whenSeen'), resultsShownText(reader, survey)],
  ];
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
