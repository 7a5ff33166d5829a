import { groups, type Network } from '../network/network.ts';
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

/**
 * The bot is in a network's team again, or the team itself is back: its channels take messages again but for those that
 * were deleted, and what could not be delivered to them and to its people is due now, as in `comeBack`.
 */
export async function teamComesBack(deps: Deps, { id: networkId }: Pick<Network, 'id'>): Promise<void> {
  await onceMore(async () => {
    const all = await deps.store.find(groups, { networkId });
    const open = all.filter(({ refusedAt, deleted, chat }) => refusedAt !== undefined && !deleted && !chat);
    await deps.store.commit(open.map((group) => put(groups, { ...group, refusedAt: undefined })));
  });
  for (let after: string | undefined, left = true; left; ) {
    const where = { networkId, state: ['blocked', 'notReached'] };
    const found = await deps.store.find(deliveries, where, { limit: stepSize, ...(after ? { after } : {}) });
    const due = found.filter((delivery) => rulesOf(delivery).afterReturn);
    await onceMore(() => makeDue(deps, due));
    after = found.at(-1)?.id;
    left = found.length === stepSize;
  }
}

/** Those of them that are still not delivered. */
async function makeDue(deps: Deps, rows: readonly Delivery[]): Promise<void> {
  const now = await Promise.all(rows.map(({ id }) => deps.store.get(deliveries, id)));
  const due = now.filter((row) => row?.state === 'blocked' || row?.state === 'notReached') as Delivery[];
  if (due.length > 0) await deps.store.commit(due.map((row) => put(deliveries, dueAgain(row, deps.now()))));
}
