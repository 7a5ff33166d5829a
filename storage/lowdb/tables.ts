import { collections } from '../../domain/collections.ts';
import { AppError } from '../../domain/errors.ts';
import type { StoredRecord } from '../../domain/store.ts';
import type { Change } from '../change.ts';
import type { Entry } from '../kept-store.ts';
import type { UniqueKey } from '../record.ts';
import type { Ground } from './draft.ts';
import { MomentTable } from './moment.ts';
import { Table } from './table.ts';

/** All that is stored, in memory or within reach: only what is on disk, never what still waits to be written. */
export class Tables implements Ground {
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #moments = new Set<ReadonlyMap<string, MomentTable>>();

  constructor() {
    this.#tables = new Map(collections.map((one) => [one.name, new Table(one)]));
  }

  get isEmpty(): boolean {
    return [...this.#tables.values()].every(({ size }) => size === 0);
  }

  /** Makes all tables take in what was loaded, as their first use would. */
  load(): void {
    for (const table of this.#tables.values()) table.load();
  }

  get(collection: string): Table {
    const table = this.#tables.get(collection);
    if (!table) throw new AppError('INTERNAL', `no collection "${collection}"`);
    return table;
  }

  record(collection: string, id: string): StoredRecord | undefined {
    return this.get(collection).get(id);
  }

  owner(collection: string, key: UniqueKey): string | undefined {
    return this.get(collection).owner(key);
  }

  /** Every record and the name of its collection, collection by collection. */
  *all(): Generator<Entry> {
    for (const [collection, table] of this.#tables) for (const record of table.values()) yield { collection, record };
  }

  /** Adds records that are on disk and known to fit together. */
  add(entries: Iterable<Entry>): void {
    for (const { collection, record } of entries) this.get(collection).put(record);
  }

  /** Makes sure that changes can be taken over: what they change may have to be read. Throws what that throws. */
  ready(changes: Iterable<Change>): void {
    for (const { collection, id } of changes) this.get(collection.name).ready(id);
  }

  /** Takes over changes that are on disk. */
  apply(changes: Iterable<Change>): void {
    for (const { collection, id, record } of changes) {
      for (const moment of this.#moments) moment.get(collection.name)?.keep(id);
      if (record) this.get(collection.name).put(record);
      else this.get(collection.name).delete(id);
    }
  }

  /** Calls `read` with the tables of this moment, which stay as they are until it is done. */
  async hold<R>(read: (tables: ReadonlyMap<string, MomentTable>) => Promise<R>): Promise<R> {
    const moment = new Map([...this.#tables].map(([name, table]) => [name, new MomentTable(table)]));
    this.#moments.add(moment);
    try {
      return await read(moment);
    } finally {
      this.#moments.delete(moment);
    }
  }
}
