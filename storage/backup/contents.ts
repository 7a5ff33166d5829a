import { createHash } from 'node:crypto';
import { collections } from '../../domain/collections.ts';
import type { Collection, StoredRecord, StoreReader } from '../../domain/store.ts';
import type { Entry } from '../kept-store.ts';
import { canonicalJson } from './canonical-json.ts';

/** How much there is, and what: two stores with the same hash hold the same, whichever their kind. */
export interface Contents {
  readonly records: number;
  /** Records by collection; one that is empty is not named. */
  readonly collections: Readonly<Record<string, number>>;
  /** SHA-256 over the canonical lines of all records, in hexadecimal. */
  readonly contentHash: string;
}

/** Every record of a store, in the order of `domain/collections.ts` and of ids, a few at a time in memory. */
export async function* entriesOf(view: StoreReader): AsyncGenerator<Entry> {
  for (const collection of collections) {
    for await (const record of view.stream(collection as Collection<StoredRecord>, {})) {
      yield { collection: collection.name, record };
    }
  }
}

/** True when a store holds no record at all. */
export async function isEmpty(view: StoreReader): Promise<boolean> {
  const first = await entriesOf(view).next();
  return first.done === true;
}

/** The line that stands for an entry in a backup and in the content hash, its line feed included. */
export function lineOf({ collection, record }: Entry): string {
  return `${canonicalJson({ collection, record })}\n`;
}

/** Counts and hashes entries as they pass. */
export class Tally {
  readonly #hash = createHash('sha256');
  readonly #counts = new Map<string, number>();
  #records = 0;

  get records(): number {
    return this.#records;
  }

  /** Takes the next entry's line, with its line feed. */
  add(collection: string, line: string | Uint8Array): void {
    this.#hash.update(line);
    this.#counts.set(collection, (this.#counts.get(collection) ?? 0) + 1);
    this.#records += 1;
  }

  /** What has passed so far. */
  contents(): Contents {
    return {
      records: this.#records,
      collections: Object.fromEntries(this.#counts),
      contentHash: this.#hash.copy().digest('hex'),
    };
  }
}

/** What a store holds, counted and hashed; it is all read once. */
export async function contentsOf(view: StoreReader): Promise<Contents> {
  const tally = new Tally();
  for await (const entry of entriesOf(view)) tally.add(entry.collection, lineOf(entry));
  return tally.contents();
}

/** The hash by which two stores, or a store and a backup, are compared. */
export async function contentHash(view: StoreReader): Promise<string> {
  return (await contentsOf(view)).contentHash;
}
