import { bulkNetwork } from '../demo/bulk/network.ts';
import { openLowdbStore } from '../storage/lowdb/open.ts';

/** The seeded network's members and answers; everything else is the same at any size. */
export interface SeedSizes {
  readonly members: number;
  readonly responses: number;
}

const dayMs = 86_400_000;

/** A moment at which nothing of a seeded network is due yet. */
export function quietDay(): string {
  return new Date(Date.now() + 30 * dayMs).toISOString().slice(0, 10);
}

/** Fills a new lowdb folder with the demo network grown to these sizes, as of a month from now: nothing in it is due. */
export async function seedLowdb(dataDir: string, { members, responses }: SeedSizes): Promise<void> {
  const store = await openLowdbStore({ dataDir });
  try {
    await store.fill(bulkNetwork({ members, responses, practices: 200 }, quietDay()));
  } finally {
    await store.close();
  }
}
