import { collections } from '../../domain/collections.ts';
import { AppError } from '../../domain/errors.ts';
import type { StoredRecord } from '../../domain/store.ts';
import type { Change } from '../change.ts';
import type { Ground } from './draft.ts';
import { Table } from './table.ts';

/** All that is stored, in memory: only what is on disk, never what still waits to be written. */
export class Tables implements Ground {
  readonly #tables: Map<string, Table>;
  readonly #held = new Map<Table, number>();

  constructor() {
    this.#tables = new Map(collections.map((one) => [one.name, new Table(one)]));
  }

  get(collection: string): Table {
    const table = this.#tables.get(collection);
    if (!table) throw new AppError('INTERNAL', `no collection "${collection}"`);
    return table;
  }

  record(collection: string, id: string): StoredRecord | undefined {
    return this.get(collection).records.get(id);
  }

  owner(collection: string, key: string): string | undefined {
    return this.get(collection).owner(key);
  }

  /** Takes over changes that are on disk. */
  apply(changes: Iterable<Change>): void {
    for (const { collection, id, record } of changes) {
      const table = this.#writable(collection.name);
      if (record) table.put(record);
      else table.delete(id);
    }
  }

  /** Calls `read` with the tables of this moment, which stay as they are until it is done. */
  async hold<R>(read: (tables: ReadonlyMap<string, Table>) => Promise<R>): Promise<R> {
    const moment = new Map(this.#tables);
    for (const table of moment.values()) this.#held.set(table, (this.#held.get(table) ?? 0) + 1);
    try {
      return await read(moment);
    } finally {
      for (const table of moment.values()) this.#release(table);
    }
  }

  /** The records of every collection as they are once `changes` are made. */
  with(changes: Iterable<Change>): Record<string, StoredRecord[]> {
    const contents = new Map([...this.#tables].map(([name, table]) => [name, new Map(table.records)]));
    for (const { collection, id, record } of changes) {
      if (record) contents.get(collection.name)?.set(id, record);
      else contents.get(collection.name)?.delete(id);
    }
    return Object.fromEntries([...contents].map(([name, records]) => [name, [...records.values()]]));
  }

  /** A table that nobody holds: a held one is copied first, and left to those who hold it. */
  #writable(collection: string): Table {
    const table = this.get(collection);
    if (!this.#held.has(table)) return table;
    const copy = new Table(table.collection, table.records.values());
    this.#tables.set(collection, copy);
    return copy;
  }

  #release(table: Table): void {
    const holders = (this.#held.get(table) ?? 1) - 1;
    if (holders === 0) this.#held.delete(table);
    else this.#held.set(table, holders);
  }
}
