import { AppError } from '../../domain/errors.ts';
import type { Collection, Named, Paging, StoredRecord, StoreReader, Where } from '../../domain/store.ts';
import type { Table } from './table.ts';

/** Where a reader finds its tables: the store of now, or a held moment. */
interface TableSource {
  get(collection: string): Table | undefined;
}

/** Reads tables. Records are handed out as they are stored: frozen, so nobody can change the store through them. */
export class TableReader implements StoreReader {
  readonly #tables: TableSource;

  constructor(tables: TableSource) {
    this.#tables = tables;
  }

  async get<T extends StoredRecord>(from: Named<T>, id: string): Promise<T | undefined> {
    return this.#table(from).records.get(id) as T | undefined;
  }

  async find<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
    paging?: Paging<I>,
  ): Promise<T[]> {
    return this.#table(from).find(where, paging) as T[];
  }

  async count<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
  ): Promise<number> {
    return this.#table(from).count(where);
  }

  /** Gives the records of the moment at which the first one is asked for. */
  async *stream<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
  ): AsyncGenerator<T> {
    yield* this.#table(from).findAll(where) as T[];
  }

  #table(from: Named<StoredRecord>): Table {
    const table = this.#tables.get(from.name);
    if (!table) throw new AppError('INTERNAL', `no collection "${from.name}"`);
    return table;
  }
}
