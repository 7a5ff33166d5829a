import { TZDate } from '@date-fns/tz';
import { addMonths } from 'date-fns/addMonths';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { taskId, tasks } from '../outbox.ts';
import { remove, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { planned } from './reminders.ts';
import { hasEnded, KeepMonths, type Survey } from './survey.ts';

/** For how long a new survey keeps its answers unless its maker says otherwise: two years. */
export const usualKeepMonths = 24;

/** The numbers of months that are offered. */
export const offeredKeepMonths: readonly number[] = [3, 6, 12, 24, 60, 120];

/** For how long answers are kept, as it is chosen: whole months after the survey's end, or as the records plan says. */
export const Retention = KeepMonths.or(z.literal('plan'));
export type Retention = z.infer<typeof Retention>;

/** For how long a survey keeps its answers, as it would be chosen. */
export function retentionOf({ keepMonths }: Pick<Survey, 'keepMonths'>): Retention {
  return keepMonths ?? 'plan';
}

/** What a survey keeps of what was chosen. */
export function monthsOf(retention: Retention): number | undefined {
  return retention === 'plan' ? undefined : retention;
}

/** What may be chosen of a survey: what is offered, and what holds. */
export function keepingChoices(holds: Retention): Retention[] {
  const months = new Set([...offeredKeepMonths, ...(holds === 'plan' ? [] : [holds])]);
  return [...[...months].sort((a, b) => a - b), 'plan'];
}

/** What of it is shorter than what holds: all that may be chosen once a survey is posted. */
export function shorterThan({ keepMonths = Number.POSITIVE_INFINITY }: Pick<Survey, 'keepMonths'>): number[] {
  return offeredKeepMonths.filter((months) => months < keepMonths);
}

/**
 * When the answers to a survey are deleted: so many months of UTC after its end, or, before that, after its closing time
 * of now. Undefined when only the records plan knows.
 */
export function expiresAt({ keepMonths, closedAt, closesAt }: Survey): string | undefined {
  if (keepMonths === undefined) return undefined;
  return new Date(addMonths(new TZDate(closedAt ?? closesAt, 'UTC'), keepMonths).getTime()).toISOString();
}

/** Whether the answers to a survey were to go at once if they were kept for so many months only. */
export function wouldGoNow(survey: Survey, keepMonths: number, now: Date): boolean {
  const moment = hasEnded(survey) ? expiresAt({ ...survey, keepMonths }) : undefined;
  return moment !== undefined && moment <= now.toISOString();
}

/** The task that deletes the answers to a survey; `domain/survey/results/expire.ts` does it. */
export const expiryTask = 'survey.expire';

/** Plans when the answers to a survey are deleted that has ended, and takes that back for one that has not. */
export async function planExpiry(deps: Deps, survey: Survey): Promise<Write[]> {
  const dueAt = hasEnded(survey) ? expiresAt(survey) : undefined;
  if (dueAt !== undefined) return [await planned(deps, survey, expiryTask, dueAt)];
  const found = await deps.store.get(tasks, taskId(expiryTask, survey.id));
  return found ? [remove(tasks, found)] : [];
}

/** Lets those surveys pass whose answers are there. Throws `ANSWERS_DELETED`. */
export function assertKept({ id, answersDeleted }: Survey): void {
  if (answersDeleted)
    throw new AppError('ANSWERS_DELETED', `the answers to survey ${id} were deleted at ${answersDeleted.at}`);
}
