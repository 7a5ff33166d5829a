import { dayOf } from '../local-time.ts';
import type { Practice } from './practice.ts';
import type { PracticeState } from './states.ts';

/** Whether a day, `2026-12-24`, is past in a zone. */
export function isOver(day: string, now: Date, timeZone: string): boolean {
  return day < dayOf(now, timeZone);
}

/** The states in which the last day of a validation says something: while it is open, and of how it went. */
const told: readonly PracticeState[] = ['inValidation', 'validated', 'selected'];

/**
 * A practice that moves to a state, with the last day to validate it: a new one, or the one that it has where the
 * validation that it was given for goes on or is over. A validation that begins anew has none.
 */
export function withLastDay(practice: Practice, to: PracticeState, lastDay = ''): Practice {
  const { validateBy, ...rest } = practice;
  const begins = to === 'inValidation' && practice.state !== 'inValidation';
  const kept = begins ? lastDay || undefined : validateBy;
  return kept === undefined || !told.includes(to) ? rest : { ...rest, validateBy: kept };
}
