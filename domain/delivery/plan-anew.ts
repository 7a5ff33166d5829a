import { isAppError } from '../errors.ts';
import { planRecurring } from '../network/recurring.ts';
import { deliveries, tasks } from '../outbox.ts';
import { put, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';

const day = 24 * 3_600_000;

/** No message is put off for so long: not by a row of holidays, nor by what Teams asks for. */
const longestPutOff = 14 * day;

/**
 * Plans anew what a clock that was ahead put off: what recurs, messages, and what waits to be deleted. What is planned
 * as it should be stays. Any number of instances may do it.
 */
export async function planAnew(deps: Deps): Promise<void> {
  await planRecurring(deps);
  const now = deps.now();
  const dueAt = now.toISOString();
  const tooFar = { from: new Date(now.getTime() + longestPutOff).toISOString() };
  const changes: Write[] = [];
  for await (const delivery of deps.store.stream(deliveries, { state: 'waiting', dueAt: tooFar })) {
    changes.push(put(deliveries, { ...delivery, dueAt }));
  }
  for await (const task of deps.store.stream(tasks, { dueAt: { from: dueAt } })) {
    // Whoever does it next finds its right time.
    if (task.readAt !== undefined && task.readAt > dueAt)
      changes.push(put(tasks, { ...task, readAt: undefined, dueAt }));
  }
  for (const change of changes) {
    await deps.store.commit([change]).catch((error: unknown) => {
      if (!isAppError(error, 'CONFLICT')) throw error;
    });
  }
}
