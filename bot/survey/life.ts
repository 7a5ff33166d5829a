import type { Card } from '../../cards/card.ts';
import { cancelCard, timeCard } from '../../cards/survey/manage.ts';
import { asAppError } from '../../domain/errors.ts';
import { dayOf, momentAt, timeOf } from '../../domain/local-time.ts';
import { cancelSurvey } from '../../domain/survey/close.ts';
import { moveClosing, reopenSurvey } from '../../domain/survey/life.ts';
import { isCounted, type Survey } from '../../domain/survey/survey.ts';
import type { DataOf, Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

const week = 7 * 24 * 60 * 60 * 1000;

/** Asks for another closing time: one week later than now is, or for one to be opened again, a week from today. */
export function askTime(turn: Turn, survey: Survey): Card {
  const { timeZone } = networkOf(turn);
  const from = isCounted(survey) ? turn.deps.now().getTime() : Date.parse(survey.closesAt);
  return timeCard(turn.reader, survey, {
    closesOn: dayOf(new Date(from + week), timeZone),
    closesTime: timeOf(survey.closesAt, timeZone),
  });
}

type Change = (survey: Survey) => Promise<Card>;

/** Moves the closing of a survey, or opens it again; a time that cannot be comes back with the reason. */
export async function changeTime(
  turn: Turn,
  survey: Survey,
  typed: DataOf<'survey.reopen'>,
  shown: Change,
): Promise<Card> {
  const closesAt = momentAt(typed.closesOn, typed.closesTime, networkOf(turn).timeZone);
  const wrong = () => timeCard(turn.reader, survey, { ...typed, fault: 'errors:SURVEY_TIME_INVALID' });
  if (!closesAt) return wrong();
  const change = isCounted(survey) ? reopenSurvey : moveClosing;
  return orAgain(
    'SURVEY_TIME_INVALID',
    async () => shown(await change(turn.deps, turn.actor, survey.id, closesAt)),
    wrong,
  );
}

/** Cancels a survey; without a reason the question comes back. */
export async function cancel(
  turn: Turn,
  survey: Survey,
  { reason }: DataOf<'survey.cancel'>,
  shown: Change,
): Promise<Card> {
  const wrong = () => cancelCard(turn.reader, survey, { reason, fault: 'errors:SURVEY_REASON_MISSING' });
  return orAgain(
    'SURVEY_REASON_MISSING',
    async () => shown(await cancelSurvey(turn.deps, turn.actor, survey.id, reason)),
    wrong,
  );
}

async function orAgain(code: string, act: () => Promise<Card>, again: () => Card): Promise<Card> {
  try {
    return await act();
  } catch (error) {
    if (asAppError(error).code !== code) throw error;
    return again();
  }
}
