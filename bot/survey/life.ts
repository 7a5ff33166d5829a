import type { Card } from '../../cards/card.ts';
import { suggestedClosing } from '../../cards/survey/closing.ts';
import { cancelCard, timeCard } from '../../cards/survey/manage.ts';
import { asAppError } from '../../domain/errors.ts';
import { momentAt } from '../../domain/local-time.ts';
import { cancelSurvey } from '../../domain/survey/close.ts';
import type { reopenSurvey } from '../../domain/survey/life.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import type { DataOf, Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

/** Asks for another closing time. */
export function askTime(turn: Turn, survey: Survey, seen: string | undefined): Card {
  const suggested = suggestedClosing(survey, turn.deps.now(), networkOf(turn).timeZone);
  return timeCard(turn.reader, survey, { ...suggested, seen });
}

type Change = (survey: Survey) => Promise<Card>;

/** Moves the closing of a survey, or opens it again; a time that cannot be comes back with the reason. */
export async function changeTime(
  turn: Turn,
  survey: Survey,
  typed: DataOf<'survey.moveClosing'> & Pick<DataOf<'survey.reopen'>, 'seen'>,
  change: typeof reopenSurvey,
  shown: Change,
): Promise<Card> {
  const closesAt = momentAt(typed.closesOn, typed.closesTime, networkOf(turn).timeZone);
  const wrong = () => timeCard(turn.reader, survey, { ...typed, fault: 'errors:SURVEY_TIME_INVALID' });
  if (!closesAt) return wrong();
  return orAgain(
    'SURVEY_TIME_INVALID',
    async () => shown(await change(turn.deps, turn.actor, survey.id, closesAt, typed.seen)),
    wrong,
  );
}

/** Cancels a survey; without a reason the question comes back. */
export async function cancel(
  turn: Turn,
  survey: Survey,
  { reason, seen }: DataOf<'survey.cancel'>,
  shown: Change,
): Promise<Card> {
  const wrong = () => cancelCard(turn.reader, survey, { reason, seen, fault: 'errors:SURVEY_REASON_MISSING' });
  return orAgain(
    'SURVEY_REASON_MISSING',
    async () => shown(await cancelSurvey(turn.deps, turn.actor, survey.id, reason, seen)),
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
