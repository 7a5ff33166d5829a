import type { Member, WorkingGroup } from './network/network.ts';
import type { StoreReader } from './store.ts';
import type { Waiting } from './waiting.ts';

/** What a noun is given to count where its things stand in a network. */
export interface CountDeps {
  /** Should be a snapshot, so that all numbers are of one moment. */
  readonly view: StoreReader;
  readonly networkId: string;
  readonly now: Date;
  readonly members: readonly Member[];
  readonly groups: readonly WorkingGroup[];
}

/** Where the things of one noun stand. */
export interface Counted<T> {
  /** In one working group; in none, when it is undefined. */
  inGroup(groupId: string | undefined): T;
  readonly waiting: readonly Waiting[];
}
