import type { Card } from '../../cards/card.ts';
import {
  remindersCard,
  standingReminders,
  type TypedReminders,
  timesIn,
  typedReminders,
} from '../../cards/survey/reminders.ts';
import { chooseReminders, movedReminders } from '../../domain/survey/reminders.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import type { DataOf, Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

/** Asks when a survey is to remind by itself, with what holds now. */
export async function askReminders(turn: Turn, survey: Survey): Promise<Card> {
  return asked(turn, survey, standingReminders(survey, turn.deps.now(), networkOf(turn).timeZone));
}

async function asked(turn: Turn, survey: Survey, typed: TypedReminders): Promise<Card> {
  const moved = await movedReminders(turn.deps, survey, timesIn(typed, networkOf(turn).timeZone));
  return remindersCard(turn.reader, survey, typed, moved);
}

type Typed = DataOf<'survey.chooseReminders'>;

/** The form for reminders as it was typed. */
export async function remindersAgain(turn: Turn, survey: Survey, typed: Typed): Promise<Card> {
  return asked(turn, survey, wishIn(survey, typed));
}

/** Takes the chosen times. */
export async function setReminders(
  turn: Turn,
  survey: Survey,
  typed: Typed,
  shown: (survey: Survey) => Promise<Card>,
): Promise<Card> {
  const { timeZone } = networkOf(turn);
  const moments = typedReminders(wishIn(survey, typed), { survey, now: turn.deps.now(), timeZone });
  return shown(await chooseReminders(turn.deps, turn.actor, survey.id, moments));
}

function wishIn(survey: Survey, { when, day1, day2, day3, time }: Typed): TypedReminders {
  const days = [day1, day2, day3];
  // The form held no days: who types some has chosen them.
  const isChosen = when === 'usual' && survey.remindAt === undefined && days.some(Boolean);
  return { when: isChosen ? 'chosen' : when, days, time };
}
