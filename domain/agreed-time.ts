import { type Task, tasks } from './outbox.ts';
import { put, type Write } from './store.ts';

const hour = 3_600_000;

/** How long after its first reading of the clock a task reads it again. */
const untilNextReading = 24 * hour;

/** So far apart two readings are a day apart: the day on which summer time begins has an hour less. */
const leastApart = 23 * hour;

/**
 * A clock that is wrong must not delete what is to be kept: what has its time is deleted only when two readings of the
 * clock a day apart say that the time has passed. Gives the earlier of the two, up to which both agree; undefined as
 * long as there is one at most, or when the clock has gone back since.
 */
export function agreedMoment({ readAt }: Pick<Task, 'readAt'>, now: Date): string | undefined {
  if (readAt === undefined) return undefined;
  return Date.parse(readAt) + leastApart <= now.getTime() ? readAt : undefined;
}

/** Has a task that deletes what was due at `dueAt` come again when a second reading of the clock can agree with the first. */
export function awaitAgreement(task: Task, dueAt: string, now: Date): Write {
  const { readAt } = task;
  const isUsable = readAt !== undefined && readAt >= dueAt && readAt <= now.toISOString();
  const first = isUsable ? readAt : now.toISOString();
  const next = new Date(Date.parse(first) + untilNextReading).toISOString();
  return put(tasks, { ...task, readAt: first, dueAt: next });
}
