import { AppError } from '../../domain/errors.ts';
import { dayOf, momentAt, timeOf } from '../../domain/local-time.ts';
import { remindersAfter } from '../../domain/survey/reminders.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import { box, card, choice, dateInput, note, paragraph, timeInput, written } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';

/** When a survey reminds by itself, which `ownReminders` gives, in words. */
export function remindersText(reader: Reader, moments: readonly string[]): string {
  if (moments.length === 0) return reader.t('survey:remindersOption.never');
  return moments.map((moment) => reader.moment(moment)).join('; ');
}

/** What a lead typed into the form for reminders, and the key of the text that says what is wrong with it. */
export interface TypedReminders {
  readonly when: 'usual' | 'never' | 'chosen';
  /** Days of the chosen reminders, in order; empty ones are none. */
  readonly days: readonly string[];
  readonly time: string;
  readonly fault?: string;
}

/** How many reminders the form lets one choose. */
export const remindersOnCard = 3;

/** Asks when a survey is to remind by itself. */
export function remindersCard(reader: Reader, survey: Survey, typed: TypedReminders): Card {
  const { t } = reader;
  const data = { surveyId: survey.id };
  const options = (['usual', 'never', 'chosen'] as const).map((value) => ({
    title: t(`survey:remindersOption.${value}`),
    value,
  }));
  const days = Array.from({ length: remindersOnCard }, (_none, index) =>
    dateInput(reader, {
      id: `day${index + 1}`,
      label: t('survey:remindOn', { place: index + 1 }),
      value: typed.days[index] ?? '',
    }),
  );
  return card(
    reader,
    t('survey:reminders'),
    [
      ...(typed.fault ? [box('attention', [paragraph(t(typed.fault, { hint: '' }))])] : []),
      written(reader.pick(survey.title)),
      paragraph(t('survey:remindersText')),
      choice({ id: 'when', label: t('survey:remindersWhen'), value: typed.when, choices: options, expandedUpTo: 3 }),
      note(t('survey:remindersDays')),
      ...days,
      timeInput(reader, { id: 'time', label: t('survey:remindTime'), value: typed.time }),
    ],
    [
      execute('survey.chooseReminders', t('common:save'), data, { style: 'positive' }),
      execute('survey.manage', t('common:cancel'), data, { associatedInputs: 'none' }),
    ],
  );
}

const usualTime = '09:00';

/** What the form for reminders begins with: what holds now, local to the zone. */
export function standingReminders(survey: Survey, now: Date, timeZone: string): TypedReminders {
  const coming = remindersAfter(survey, now.toISOString()).slice(0, remindersOnCard);
  const [first] = coming;
  return {
    when: survey.remindAt === undefined ? 'usual' : coming.length > 0 ? 'chosen' : 'never',
    days: survey.remindAt === undefined ? [] : coming.map((moment) => dayOf(new Date(moment), timeZone)),
    time: survey.remindAt && first ? timeOf(first, timeZone) : usualTime,
  };
}

/** The moments that were typed, undefined as usual. Throws `SURVEY_REMINDERS_INVALID` for days that are none, and for none. */
export function typedReminders({ when, days, time }: TypedReminders, timeZone: string): string[] | undefined {
  if (when !== 'chosen') return when === 'never' ? [] : undefined;
  const moments = days.flatMap((day) => momentAt(day, time || usualTime, timeZone) ?? []);
  if (days.length === 0 || moments.length < days.length) {
    throw new AppError('SURVEY_REMINDERS_INVALID', 'no day, or a time that does not exist');
  }
  return moments;
}
