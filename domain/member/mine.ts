import { type Gathering, given, type MineItem } from '../noun.ts';
import type { Membership } from '../rights.ts';
import type { StoreReader } from '../store.ts';

/** What is read to find out what waits for somebody. */
export type MineDeps = Gathering & { readonly store: StoreReader; now(): Date };

/** What waits for one member in their network, noun by noun; of each, what is to be done first comes first. */
export async function mine({ store, nouns, now }: MineDeps, membership: Membership): Promise<MineItem[]> {
  const each = await Promise.all(given(nouns, 'mine').map((ofNoun) => ofNoun(store, membership, now())));
  return each.flat();
}

/** Whether nothing waits for somebody: what they have done and may still change does not. */
export function isNothing(items: readonly MineItem[]): boolean {
  return items.every(({ state }) => state === 'done');
}
