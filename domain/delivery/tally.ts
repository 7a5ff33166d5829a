import { type Delivery, type DeliveryTally, deliveries, deliveryTallies } from '../outbox.ts';
import { put, remove, type StoreReader, type Write } from '../store.ts';
import { rulesOf } from './kinds.ts';

/**
 * The writes that delete these rows and keep only how many messages of which kind about which subject came to rest in
 * which state. Changes of cards are not counted.
 */
export async function reducedToCounts(store: StoreReader, rows: readonly Delivery[]): Promise<Write[]> {
  const tallies = new Map<string, DeliveryTally>();
  for (const row of rows.filter((delivery) => !rulesOf(delivery).change)) {
    const id = `${row.kind}:${row.subjectId}`;
    const tally = tallies.get(id) ?? (await store.get(deliveryTallies, id)) ?? emptyTally(id, row);
    const count = (tally.counts[row.state] ?? 0) + 1;
    tallies.set(id, { ...tally, counts: { ...tally.counts, [row.state]: count } });
  }
  return [
    ...rows.map((row) => remove(deliveries, row)),
    ...[...tallies.values()].map((tally) => put(deliveryTallies, tally)),
  ];
}

function emptyTally(id: string, { networkId, groupId, subjectId, kind }: Delivery): DeliveryTally {
  return { id, version: 0, networkId, groupId, subjectId, kind, counts: {} };
}
