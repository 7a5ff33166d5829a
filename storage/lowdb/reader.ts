import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../domain/errors.ts';
import type { Collection, Named, Paging, StoredRecord, StoreReader, Where } from '../../domain/store.ts';
import { compare, firstMatching } from './matching.ts';
import type { MomentTable } from './moment.ts';
import { unpacked } from './packed.ts';
import type { Table } from './table.ts';

/** Where a reader finds its tables: the store of now, or a held moment. */
interface TableSource {
  get(collection: string): Table | MomentTable | undefined;
}

/** After so many records of a stream, others are answered. */
const recordsAtOnce = 100;

/** Reads tables. Records are handed out as they are stored, and frozen: nobody can change the store through them. */
export class TableReader implements StoreReader {
  readonly #tables: TableSource;

  constructor(tables: TableSource) {
    this.#tables = tables;
  }

  async get<T extends StoredRecord>(from: Named<T>, id: string): Promise<T | undefined> {
    return this.#table(from).get(id) as T | undefined;
  }

  async find<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
    paging?: Paging<I>,
  ): Promise<T[]> {
    return firstMatching(this.#table(from), where, paging) as T[];
  }

  async count<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
  ): Promise<number> {
    return this.#table(from).match(where).length;
  }

  /** Gives the records of the moment at which the first one is asked for. */
  async *stream<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
  ): AsyncGenerator<T> {
    const table = this.#table(from);
    const ids = table.match(where).sort(compare);
    // Packed ones are unpacked one by one, and not kept: a stream passes over everything and comes once.
    const all = ids.map((id) => table.held(id));
    let given = 0;
    for (const held of all) {
      if (held === undefined) continue;
      yield unpacked(held) as T;
      given += 1;
      // Whoever reads thousands holds up nobody.
      if (given % recordsAtOnce === 0) await setImmediate();
    }
  }

  #table(from: Named<StoredRecord>): Table | MomentTable {
    const table = this.#tables.get(from.name);
    if (!table) throw new AppError('INTERNAL', `no collection "${from.name}"`);
    return table;
  }
}
