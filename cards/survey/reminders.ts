import { dayOf, momentAt, timeOf } from '../../domain/local-time.ts';
import { type MovedReminder, remindersAfter } from '../../domain/survey/reminders.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import { faulty, momentTyped } from '../../domain/typed-moment.ts';
import { card, choice, dateInput, note, paragraph, timeInput, written } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';

/** When a survey reminds by itself, which `ownReminders` gives, in words. */
export function remindersText(reader: Reader, moments: readonly string[]): string {
  if (moments.length === 0) return reader.t('survey:remindersOption.never');
  return moments.map((moment) => reader.moment(moment)).join('; ');
}

/** Which chosen times are put off or brought forward, and to when, in words. */
export function movedText(reader: Reader, moved: readonly MovedReminder[]): string[] {
  return moved.map(({ chosen, sentAt }) =>
    reader.t('survey:reminderMoved', { chosen: reader.moment(chosen), moment: reader.moment(sentAt) }),
  );
}

/** What a lead typed into the form for reminders. */
export interface TypedReminders {
  readonly when: 'usual' | 'never' | 'chosen';
  /** Days of the chosen reminders, in order; empty ones are none. */
  readonly days: readonly string[];
  readonly time: string;
}

/** How many reminders the form lets one choose. */
export const remindersOnCard = 3;

/** Asks when a survey is to remind by itself. */
export function remindersCard(
  reader: Reader,
  survey: Survey,
  typed: TypedReminders,
  moved: readonly MovedReminder[] = [],
): Card {
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
  const put = movedText(reader, moved).map((text) => note(text));
  return card(
    reader,
    t('survey:reminders'),
    [
      written(reader.pick(survey.title)),
      paragraph(t('survey:remindersText')),
      choice({ id: 'when', label: t('survey:remindersWhen'), value: typed.when, choices: options, expandedUpTo: 3 }),
      note(t('survey:remindersDays')),
      ...days,
      ...put,
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

/** The chosen times that stand in the form and can be read: a day that is at fault is none. */
export function timesIn({ when, days, time }: TypedReminders, timeZone: string): string[] {
  if (when !== 'chosen') return [];
  return days.flatMap((day) => (day === '' ? [] : (momentAt(day, time || usualTime, timeZone) ?? [])));
}

/** The zone in which days and times were typed, and what reminders have to come before and after. */
export interface RemindersAbout {
  readonly survey: Pick<Survey, 'closesAt'>;
  readonly now: Date;
  readonly timeZone: string;
}

/**
 * The moments that were typed, undefined as usual. Throws `SURVEY_REMINDERS_INVALID`, naming the input, when no day was
 * typed, and for a time that does not exist, has passed or comes after the closing.
 */
export function typedReminders(typed: TypedReminders, about: RemindersAbout): string[] | undefined {
  const { when, days, time } = typed;
  if (when !== 'chosen') return when === 'never' ? [] : undefined;
  const code = 'SURVEY_REMINDERS_INVALID';
  if (!days.some(Boolean)) throw faulty(code, { day1: 'required' });
  return days.flatMap((day, index) => {
    if (day === '') return [];
    const inputs = { day: `day${index + 1}`, time: 'time', code } as const;
    const moment = momentTyped({ day, time: time || usualTime }, about.timeZone, inputs);
    if (moment <= about.now.toISOString()) throw faulty(code, { [inputs.day]: 'inPast' });
    if (moment >= about.survey.closesAt) throw faulty(code, { [inputs.day]: 'afterClosing' });
    return [moment];
  });
}
