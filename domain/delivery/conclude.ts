import { groups, people } from '../network/network.ts';
import { onceMore } from '../once-more.ts';
import { type Delivery, deliveries, deliveryHolds } from '../outbox.ts';
import { check, put, remove, type StoreReader, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { rulesOf, withdrawalKind } from './kinds.ts';

/**
 * The writes that record what became of a delivery: the row itself, or where it leaves no trace nothing but that it is
 * gone; that its person or channel takes messages or refuses them; and that the message it took back is withdrawn.
 */
export async function concluding(deps: Deps, delivery: Delivery): Promise<Write[]> {
  const { store } = deps;
  if (delivery.state === 'paused') return putAside(store, delivery);
  if (isGone(delivery)) return [remove(deliveries, delivery)];
  return [
    put(deliveries, delivery),
    ...(await reachabilityWrites(deps, delivery)),
    ...(await takenBack(deps, delivery)),
  ];
}

/** Whether a row is at rest and leaves no trace. */
export function isGone(delivery: Delivery): boolean {
  return rulesOf(delivery).traceless && delivery.settledAt !== undefined;
}

/** Held back only while there is a hold: one that was let go meanwhile is due. */
async function putAside(store: StoreReader, delivery: Delivery): Promise<Write[]> {
  const hold = await store.get(deliveryHolds, delivery.subjectId);
  if (!hold) return [put(deliveries, { ...delivery, state: 'waiting' })];
  return [put(deliveries, delivery), check(deliveryHolds, hold)];
}

/** Keeps what Teams' answer says about the person or the channel, when that is news. */
async function reachabilityWrites({ store, now }: Deps, { to, state, replacesId }: Delivery): Promise<Write[]> {
  if (replacesId !== undefined || (state !== 'sent' && state !== 'blocked' && state !== 'notReached')) return [];
  const refusedAt = state === 'sent' ? undefined : now().toISOString();
  if (to.type === 'channel') {
    const group = await store.get(groups, to.groupId);
    if (!group || (group.refusedAt === undefined) === (refusedAt === undefined)) return [];
    return [put(groups, { ...group, refusedAt })];
  }
  const person = (await store.get(people, to.personId)) ?? { id: to.personId, version: 0 };
  if ((person.refusedAt === undefined) === (refusedAt === undefined)) return [];
  return [put(people, { ...person, refusedAt })];
}

async function takenBack({ store, now }: Deps, { kind, state, replacesId = '' }: Delivery): Promise<Write[]> {
  if (kind !== withdrawalKind || state !== 'sent') return [];
  const posted = await store.get(deliveries, replacesId);
  return posted ? [put(deliveries, { ...posted, state: 'withdrawn', settledAt: now().toISOString() })] : [];
}

/** Deletes those of these rows that are at rest and leave no trace. */
export async function dropTraceless({ store }: Deps, rows: readonly Delivery[]): Promise<void> {
  for (const row of rows.filter(isGone)) {
    await onceMore(async () => {
      const now = await store.get(deliveries, row.id);
      if (now && isGone(now)) await store.commit([remove(deliveries, now)]);
    });
  }
}
