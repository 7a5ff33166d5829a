import { type AnyCollection, collections } from '../../domain/collections.ts';
import { AppError } from '../../domain/errors.ts';
import type { Named, StoredRecord, StoreReader } from '../../domain/store.ts';
import type { Entry } from '../../storage/kept-store.ts';

/** As much of a store as a backup reads and fills, in memory; made of entries, or of nothing. */
export class MapStore {
  #records = new Map<string, Map<string, StoredRecord>>();

  constructor(entries: readonly Entry[] = []) {
    this.#records = tablesOf(entries);
  }

  get size(): number {
    return [...this.#records.values()].reduce((sum, records) => sum + records.size, 0);
  }

  /** A view in the order of ids, which changes with the store. */
  get view(): StoreReader {
    const records = (from: Named<StoredRecord>) => this.#records.get(from.name);
    return {
      get: async (from, id) => records(from)?.get(id),
      count: async (from) => records(from)?.size ?? 0,
      async *stream(from: AnyCollection) {
        const found = [...(records(from)?.values() ?? [])];
        yield* found.sort((a, b) => (a.id < b.id ? -1 : 1));
      },
    } as Partial<StoreReader> as StoreReader;
  }

  async snapshot<R>(read: (view: StoreReader) => Promise<R>): Promise<R> {
    return read(this.view);
  }

  /** All of the entries or none, as `KeptStore` promises. */
  async fill(entries: AsyncIterable<Entry>): Promise<void> {
    if (this.size > 0) throw new AppError('STORE_NOT_EMPTY', 'the map holds records');
    const all: Entry[] = [];
    for await (const entry of entries) all.push(entry);
    this.#records = tablesOf(all);
  }

  async close(): Promise<void> {
    // Memory needs no closing.
  }
}

function tablesOf(entries: readonly Entry[]): Map<string, Map<string, StoredRecord>> {
  const tables = new Map(collections.map(({ name }) => [name, new Map<string, StoredRecord>()]));
  for (const { collection, record } of entries) tables.get(collection)?.set(record.id, record);
  return tables;
}
