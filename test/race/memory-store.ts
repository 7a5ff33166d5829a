import { AppError, isAppError } from '../../domain/errors.ts';
import {
  type Collection,
  type Paging,
  put,
  type Store,
  type StoredRecord,
  type StoreReader,
  type Where,
  type Write,
} from '../../domain/store.ts';
import { stepOf } from '../../storage/change.ts';
import type { Entry } from '../../storage/kept-store.ts';
import { Draft } from '../../storage/lowdb/draft.ts';
import { TableReader } from '../../storage/lowdb/reader.ts';
import { Tables } from '../../storage/lowdb/tables.ts';

/**
 * A store that keeps nothing on disk, so that thousands of them are made in a moment. It checks what is stored as the
 * real ones do, and `storeContract` holds for it.
 */
export class MemoryStore extends TableReader implements Store {
  readonly #tables: Tables;
  #isClosed = false;

  constructor(entries: Iterable<Entry> = []) {
    const tables = new Tables();
    super(tables);
    this.#tables = tables;
    tables.add(entries);
  }

  /** Every record and the name of its collection. */
  entries(): Entry[] {
    return [...this.#tables.all()];
  }

  async commit(writes: readonly Write[]): Promise<void> {
    this.#assertOpen();
    const draft = new Draft(this.#tables);
    draft.add(writes.map(stepOf));
    this.#tables.apply(draft.changes);
  }

  async take<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
    paging: Omit<Paging<I>, 'after'>,
    change: (record: T) => T,
  ): Promise<T[]> {
    const found = await this.find(from, where, paging);
    const taken: T[] = [];
    for (const record of found) {
      try {
        await this.commit([put(from, change(record))]);
        taken.push((await this.get(from, record.id)) as T);
      } catch (error) {
        // Somebody else has it.
        if (!isAppError(error, 'CONFLICT')) throw error;
      }
    }
    return taken;
  }

  async snapshot<R>(read: (view: StoreReader) => Promise<R>): Promise<R> {
    return this.#tables.hold((moment) => read(new TableReader(moment)));
  }

  async forget(): Promise<void> {
    // Nothing is kept anywhere but in the tables.
  }

  async ready(): Promise<void> {
    this.#assertOpen();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new AppError('STORE_UNAVAILABLE', 'the store is closed');
  }
}
