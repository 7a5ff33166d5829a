import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
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
import { stepOf } from '../change.ts';
import { type Disk, machineDisk, makeFolder } from '../durable-file.ts';
import { CommitQueue } from './commit-queue.ts';
import { type Contents, DataFile, schemaVersion } from './data-file.ts';
import { loadTables } from './load.ts';
import { lockFolder } from './lock.ts';
import { TableReader } from './reader.ts';
import type { Tables } from './tables.ts';

interface LowdbOptions {
  /** The folder of the data file; made when a writing store opens and it is missing. */
  readonly dataDir: string;
  /** Opens beside a writing process and shows the data of the moment of opening; default false. */
  readonly readOnly?: boolean;
}

/**
 * Opens the store that keeps everything in one file. One store at a time may write in a folder. Throws
 * `STORE_LOCKED`, `STORE_DAMAGED`, `STORE_NEWER`, or `STORE_UNAVAILABLE` when the folder cannot be used.
 */
export async function openLowdbStore(options: LowdbOptions, disk: Disk = machineDisk): Promise<Store> {
  const { dataDir, readOnly = false } = options;
  const path = join(dataDir, 'network.json');
  const unlock = readOnly ? () => undefined : await claim(dataDir);
  try {
    const low = new Low<Contents>(new DataFile(path, disk), { schemaVersion, collections: {} });
    await low.read();
    return new LowdbStore({ low, tables: loadTables(low.data, path), dataDir, readOnly, unlock });
  } catch (error) {
    unlock();
    throw error;
  }
}

async function claim(dataDir: string): Promise<() => void> {
  try {
    await makeFolder(dataDir);
  } catch (cause) {
    throw new AppError('STORE_UNAVAILABLE', `the folder ${dataDir} cannot be made`, { cause });
  }
  return lockFolder(dataDir);
}

interface Parts {
  readonly low: Low<Contents>;
  readonly tables: Tables;
  readonly dataDir: string;
  readonly readOnly: boolean;
  readonly unlock: () => void;
}

class LowdbStore extends TableReader implements Store {
  readonly #parts: Parts;
  readonly #queue: CommitQueue;
  #closed = false;

  constructor(parts: Parts) {
    super(parts.tables);
    const { low, tables } = parts;
    this.#parts = parts;
    this.#queue = new CommitQueue(tables, async (draft) => {
      low.data = { schemaVersion, collections: tables.with(draft.changes) };
      await low.write();
    });
  }

  async commit(writes: readonly Write[]): Promise<void> {
    this.#assertOpen();
    if (this.#parts.readOnly) throw new AppError('STORE_READ_ONLY', `${this.#parts.dataDir} is open for reading only`);
    const changes = writes.map(stepOf);
    if (changes.length > 0) await this.#queue.add(changes);
  }

  async take<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
    paging: Omit<Paging<I>, 'after'>,
    change: (record: T) => T,
  ): Promise<T[]> {
    const found = await this.find(from, where, paging);
    const taken = await Promise.allSettled(
      found.map(async (record) => {
        await this.commit([put(from, change(record))]);
        return this.get(from, record.id);
      }),
    );
    return taken.flatMap((one) => {
      if (one.status === 'fulfilled') return one.value ?? [];
      if (isAppError(one.reason, 'CONFLICT')) return [];
      throw one.reason;
    });
  }

  async forget(): Promise<void> {
    // Every commit replaces the one file whole.
  }

  async snapshot<R>(read: (view: StoreReader) => Promise<R>): Promise<R> {
    return this.#parts.tables.hold((moment) => read(new TableReader(moment)));
  }

  async ready(): Promise<void> {
    this.#assertOpen();
    const { dataDir, readOnly } = this.#parts;
    if (readOnly) return;
    // A full disk shows only in writing, and without traffic nobody else would find out that it has room again.
    if (this.#queue.lastFailed) await this.#queue.add([]);
    await access(dataDir, constants.W_OK).catch((cause: unknown) => {
      throw new AppError('STORE_UNAVAILABLE', `${dataDir} cannot be written`, { cause });
    });
  }

  /** Resolves when commits on their way are on disk and another process may write. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#queue.drained();
    this.#parts.unlock();
  }

  #assertOpen(): void {
    if (this.#closed) throw new AppError('STORE_UNAVAILABLE', 'the store is closed');
  }
}
