import type { Card } from '../../cards/card.ts';
import { remindersCard, standingReminders, typedReminders } from '../../cards/survey/reminders.ts';
import { isAppError } from '../../domain/errors.ts';
import { chooseReminders } from '../../domain/survey/reminders.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import type { DataOf, Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

/** Asks when a survey is to remind by itself, with what holds now. */
export function askReminders(turn: Turn, survey: Survey): Card {
  const { timeZone } = networkOf(turn);
  return remindersCard(turn.reader, survey, standingReminders(survey, turn.deps.now(), timeZone));
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
  // The form held no days: who types some has chosen them.
  const isChosen = when === 'usual' && survey.remindAt === undefined && days.length > 0;
  const typed = { when: isChosen ? 'chosen' : when, days, time } as const;
  try {
    const moments = typedReminders(typed, networkOf(turn).timeZone);
    return await shown(await chooseReminders(turn.deps, turn.actor, survey.id, moments));
  } catch (error) {
    if (!isAppError(error, 'SURVEY_REMINDERS_INVALID')) throw error;
    return remindersCard(turn.reader, survey, { ...typed, fault: 'errors:SURVEY_REMINDERS_INVALID' });
  }
}
