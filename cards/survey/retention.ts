import {
  expiresAt,
  type Retention,
  keepingChoices as retentionChoices,
  retentionOf,
  shorterThan,
  usualKeepMonths,
  wouldGoNow,
} from '../../domain/survey/retention.ts';
import { hasEnded, type Survey } from '../../domain/survey/survey.ts';
import { box, card, choice, paragraph, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import type { RuleFault } from './results-rule.ts';
import { stepOn } from './step.ts';

/** For how long the answers to a survey are kept, in words, and the day on which they go as far as it is known. */
export function retentionText(reader: Reader, survey: Survey): string {
  const { t } = reader;
  const { keepMonths, answersDeleted, state } = survey;
  if (answersDeleted) return deletedText(reader, answersDeleted);
  const moment = expiresAt(survey);
  if (keepMonths === undefined || moment === undefined) return t('survey:keep.plan');
  const span = t(`survey:keep.${unitOf(keepMonths)}`, { count: countOf(keepMonths) });
  const when = state === 'cancelled' ? 'cancelled' : hasEnded(survey) ? 'ended' : 'open';
  const days = { closes: reader.day(survey.closesAt), day: reader.day(moment) };
  return `${span} ${t(`survey:keepUntil.${when}`, days)}`;
}

/** That the answers to a survey are deleted, and when; of a cancelled one no figures are left. */
export function deletedText({ t, day }: Reader, { at, submitted }: NonNullable<Survey['answersDeleted']>): string {
  return t(submitted === undefined ? 'survey:answersDeletedAll' : 'survey:answersDeleted', { day: day(at) });
}

function unitOf(months: number): 'years' | 'months' {
  return months % 12 === 0 ? 'years' : 'months';
}

function countOf(months: number): number {
  return months % 12 === 0 ? months / 12 : months;
}

/** What is chosen for a new survey: by default, as long as what it is made from, or as any new one. */
export type RetentionOrDefault = Retention | 'default';

/** What may be chosen for a new survey. */
export function offeredRetention(holds: RetentionOrDefault): RetentionOrDefault[] {
  return ['default', ...retentionChoices(holds === 'default' ? 'plan' : holds)];
}

/** The choice for how long answers are kept; of a posted survey, `goNow` says with what they were deleted at once. */
export function retentionInput(
  { t }: Reader,
  offered: readonly RetentionOrDefault[],
  value: RetentionOrDefault,
  goNow: (keepMonths: number) => boolean = () => false,
): Element {
  const timeOf = (months: number) => t(`survey:keepOption.${unitOf(months)}`, { count: countOf(months) });
  const titleOf = (one: RetentionOrDefault) => {
    if (one === 'plan') return t('survey:keepOption.plan');
    if (one === 'default') return t('survey:keepOption.default', { time: timeOf(usualKeepMonths) });
    const time = timeOf(one);
    return goNow(one) ? t('survey:keepAtOnce', { time }) : time;
  };
  return choice({
    id: 'keep',
    label: t('survey:keepHow'),
    value: String(value),
    choices: offered.map((one) => ({ title: titleOf(one), value: String(one) })),
  });
}

/** Asks for how long the answers to a posted survey are kept: no longer than was promised. */
export function retentionCard(reader: Reader, survey: Survey, now: Date, { fault, seen }: RuleFault = {}): Card {
  const { t } = reader;
  const data = { surveyId: survey.id };
  const holds = retentionOf(survey);
  const goNow = (keepMonths: number) => wouldGoNow(survey, keepMonths, now);
  return card(
    reader,
    t('survey:keeping'),
    [
      ...(fault ? [box('attention', [paragraph(t(fault, { hint: '' }))])] : []),
      written(reader.pick(survey.title)),
      paragraph(retentionText(reader, survey)),
      paragraph(t('survey:keepText')),
      retentionInput(reader, [...shorterThan(survey), holds], holds, goNow),
    ],
    [
      execute('survey.limitKeeping', t('common:save'), stepOn(survey, seen), { style: 'positive' }),
      execute('survey.manage', t('common:cancel'), data, { associatedInputs: 'none' }),
    ],
  );
}
