import { onceMore } from '../once-more.ts';
import { type Delivery, deliveries } from '../outbox.ts';
import { stepSize } from '../stepwise.ts';
import { put } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { rulesOf } from './kinds.ts';

/** The delivery as if it had never been tried, due now. What is known of its doubtful tries stays. */
export function dueAgain(delivery: Delivery, now: Date): Delivery {
  return {
    ...delivery,
    state: 'waiting',
    attempts: 0,
    dueAt: now.toISOString(),
    reason: undefined,
    settledAt: undefined,
  };
}

/**
 * Makes due what could not be delivered to a person who is back, or to a group's channel that takes messages again.
 * Reminders stay undelivered; what has nothing to say any more is skipped when its turn comes. Gives how many there are.
 */
export async function comeBack(deps: Deps, targetId: string): Promise<number> {
  return onceMore(async () => {
    const where = { targetId, state: ['blocked', 'notReached'] };
    const kept = await deps.store.find(deliveries, where, { limit: stepSize });
    const due = kept.filter((delivery) => rulesOf(delivery).afterReturn);
    if (due.length > 0) {
      await deps.store.commit(due.map((delivery) => put(deliveries, dueAgain(delivery, deps.now()))));
    }
    return due.length;
  });
}
