import { groups, people } from '../network/network.ts';
import { onceMore } from '../once-more.ts';
import { type Delivery, deliveries, deliveryHolds } from '../outbox.ts';
import { check, put, type StoreReader, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { withdrawalKind } from './kinds.ts';
import { reducedToCounts } from './tally.ts';

/**
 * The writes that record what became of a delivery: the row itself, or only its count where it may not stay; that its
 * person or channel takes messages or refuses them; and that the message it took back is withdrawn.
 */
export async function concluding(deps: Deps, delivery: Delivery): Promise<Write[]> {
  const { store } = deps;
  if (delivery.state === 'paused') return putAside(store, delivery);
  const own = isCountedOnly(delivery) ? await reducedToCounts(store, [delivery]) : [put(deliveries, delivery)];
  return [...own, ...(await standing(deps, delivery)), ...(await takenBack(deps, delivery))];
}

/** Held back only while there is a hold: one that was let go meanwhile is due. */
async function putAside(store: StoreReader, delivery: Delivery): Promise<Write[]> {
  const hold = await store.get(deliveryHolds, delivery.subjectId);
  if (!hold) return [put(deliveries, { ...delivery, state: 'waiting' })];
  return [put(deliveries, delivery), check(deliveryHolds, hold)];
}

function isCountedOnly({ counted: only, settledAt }: Delivery): boolean {
  return only === true && settledAt !== undefined;
}

/** Keeps what Teams' answer says about the person or the channel, when that is news. */
async function standing({ store, now }: Deps, { to, state, replacesId }: Delivery): Promise<Write[]> {
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

/** Deletes those of these rows that are at rest and may only be counted, and counts them. */
export async function concludeCounted(deps: Deps, rows: readonly Delivery[]): Promise<void> {
  for (const row of rows.filter(isCountedOnly)) {
    await onceMore(async () => {
      const now = await deps.store.get(deliveries, row.id);
      if (now && isCountedOnly(now)) await deps.store.commit(await concluding(deps, now));
    });
  }
}
