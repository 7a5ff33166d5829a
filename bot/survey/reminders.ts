import type { Card } from '../../cards/card.ts';
import { remindersCard, remindersOnCard } from '../../cards/survey/reminders.ts';
import { isAppError } from '../../domain/errors.ts';
import { dayOf, momentAt, timeOf } from '../../domain/local-time.ts';
import { chooseReminders, remindersAfter } from '../../domain/survey/reminders.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import type { DataOf, Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

const usualTime = '09:00';

/** Asks when a survey is to remind by itself, with what holds now. */
export function askReminders(turn: Turn, survey: Survey): Card {
  const { timeZone } = networkOf(turn);
  const coming = remindersAfter(survey, turn.deps.now().toISOString()).slice(0, remindersOnCard);
  const [first] = coming;
  return remindersCard(turn.reader, survey, {
    when: survey.remindAt === undefined ? 'usual' : coming.length > 0 ? 'chosen' : 'never',
    days: survey.remindAt === undefined ? [] : coming.map((moment) => dayOf(new Date(moment), timeZone)),
    time: survey.remindAt && first ? timeOf(first, timeZone) : usualTime,
  });
}

/** Takes the chosen times; one that cannot be comes back with the reason. */
export async function setReminders(
  turn: Turn,
  survey: Survey,
  data: DataOf<'survey.chooseReminders'>,
  shown: (survey: Survey) => Promise<Card>,
): Promise<Card> {
  const { when, day1, day2, day3, time } = data;
  const days = [day1, day2, day3].filter(Boolean);
  const wrong = () =>
    remindersCard(turn.reader, survey, { when, days, time, fault: 'errors:SURVEY_REMINDERS_INVALID' });
  const { timeZone } = networkOf(turn);
  const moments = days.flatMap((day) => momentAt(day, time || usualTime, timeZone) ?? []);
  if (when === 'chosen' && (days.length === 0 || moments.length < days.length)) return wrong();
  const chosen = { usual: undefined, never: [], chosen: moments }[when];
  try {
    return await shown(await chooseReminders(turn.deps, turn.actor, survey.id, chosen));
  } catch (error) {
    if (isAppError(error, 'SURVEY_REMINDERS_INVALID')) return wrong();
    throw error;
  }
}
