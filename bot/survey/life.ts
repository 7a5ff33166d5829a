import type { Card } from '../../cards/card.ts';
import { suggestedClosing } from '../../cards/survey/closing.ts';
import { cancelCard, timeCard } from '../../cards/survey/manage.ts';
import { cancelSurvey } from '../../domain/survey/close.ts';
import type { reopenSurvey } from '../../domain/survey/life.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import { momentTyped } from '../../domain/typed-moment.ts';
import type { DataOf, Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

/** Asks for another closing time. */
export function askTime(turn: Turn, survey: Survey, seen: string | undefined): Card {
  const suggested = suggestedClosing(survey, turn.deps.now(), networkOf(turn).timeZone);
  return timeCard(turn.reader, survey, { ...suggested, seen });
}

type Change = (survey: Survey) => Promise<Card>;
type TypedTime = DataOf<'survey.moveClosing'> & Pick<DataOf<'survey.reopen'>, 'seen'>;

/** Moves the closing of a survey, or opens it again. */
export async function changeTime(
  turn: Turn,
  survey: Survey,
  typed: TypedTime,
  change: typeof reopenSurvey,
  shown: Change,
): Promise<Card> {
  const inputs = { day: 'closesOn', time: 'closesTime', code: 'SURVEY_TIME_INVALID' } as const;
  const { timeZone } = networkOf(turn);
  const closesAt = momentTyped({ day: typed.closesOn, time: typed.closesTime }, timeZone, inputs);
  return shown(await change(turn.deps, turn.actor, survey.id, closesAt, typed.seen));
}

/** Asks for another closing time with what was typed. */
export function timeAgain(turn: Turn, survey: Survey, { closesOn, closesTime, seen }: TypedTime): Card {
  return timeCard(turn.reader, survey, { closesOn, closesTime, seen });
}

/** Cancels a survey. */
export async function cancel(
  turn: Turn,
  survey: Survey,
  { reason, seen }: DataOf<'survey.cancel'>,
  shown: Change,
): Promise<Card> {
  return shown(await cancelSurvey(turn.deps, turn.actor, survey.id, reason, seen));
}

/** Asks why a survey is to be cancelled with what was typed. */
export function cancelAgain(turn: Turn, survey: Survey, { reason, seen }: DataOf<'survey.cancel'>): Card {
  return cancelCard(turn.reader, survey, { reason, seen });
}
