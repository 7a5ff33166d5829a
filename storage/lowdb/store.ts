import { access, constants } from 'node:fs/promises';
import { AppError, isAppError } from '../../domain/errors.ts';
import {
  type Collection,
  type Paging,
  put,
  type StoredRecord,
  type StoreReader,
  type Where,
  type Write,
} from '../../domain/store.ts';
import { stepOf } from '../change.ts';
import type { Disk } from '../durable-file.ts';
import type { Entry, HearNotice, KeptStore } from '../kept-store.ts';
import { CommitQueue } from './commit-queue.ts';
import { Folder } from './fold.ts';
import type { Journal } from './journal.ts';
import type { OpenFiles } from './open-files.ts';
import { TableReader } from './reader.ts';
import type { Segments } from './segments.ts';
import type { Tables } from './tables.ts';
import { checkedTables } from './whole.ts';

/** What a folder was opened to. */
interface Parts {
  readonly dataDir: string;
  readonly disk: Disk;
  readonly notice: HearNotice;
  readonly unlock: () => void;
  /** The segments that records are read from. */
  readonly files: OpenFiles;
  readonly journal: Journal;
  readonly segments: Segments;
  readonly tables: Tables;
  /** The epoch of the checkpoint on disk. */
  readonly epoch: number;
  /** Bytes of journal below which nothing is folded in the background. */
  readonly leastJournal: number;
}

/** The store that writes: commits go to the journal, and from there, in the background, to segments. */
export class LowdbStore extends TableReader implements KeptStore {
  readonly #parts: Parts;
  readonly #queue: CommitQueue;
  readonly #folder: Folder;
  #taking: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(parts: Parts) {
    super(parts.tables);
    const { journal, segments, tables } = parts;
    this.#parts = parts;
    this.#queue = new CommitQueue(tables, {
      save: (commits) => journal.append(commits),
      saved: (changes) => {
        for (const { collection, id, record } of changes) segments.note(collection.name, id, record !== undefined);
        this.#folder.foldWhenDue();
      },
    });
    this.#folder = new Folder({ ...parts, queue: this.#queue });
  }

  async commit(writes: readonly Write[]): Promise<void> {
    this.#assertOpen();
    const steps = writes.map(stepOf);
    if (steps.length > 0) await this.#queue.add(steps);
  }

  /** One after the other, so that nobody comes away with less because another one took at the same time. */
  async take<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
    paging: Omit<Paging<I>, 'after'>,
    change: (record: T) => T,
  ): Promise<T[]> {
    const turn = this.#taking.then(async () => {
      const found = await this.find(from, where, paging);
      const taken = await Promise.all(found.map(async (record) => this.#takeOne(from, change(record))));
      return taken.flatMap((record) => record ?? []);
    });
    this.#taking = turn.catch(() => undefined);
    return turn;
  }

  async #takeOne<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    changed: T,
  ): Promise<T | undefined> {
    try {
      await this.commit([put(from, changed)]);
      return await this.get(from, changed.id);
    } catch (error) {
      if (isAppError(error, 'CONFLICT')) return undefined;
      throw error;
    }
  }

  async forget(): Promise<void> {
    this.#assertOpen();
    try {
      await this.#folder.fold();
    } catch (cause) {
      throw new AppError('STORE_UNAVAILABLE', 'the data could not be written anew', { cause });
    }
  }

  async fill(entries: AsyncIterable<Entry>): Promise<void> {
    this.#assertOpen();
    const contents = await checkedTables(entries, 'the records to be stored');
    this.#assertOpen();
    await this.#folder.fill(contents);
  }

  async snapshot<R>(read: (view: StoreReader) => Promise<R>): Promise<R> {
    return this.#parts.tables.hold((moment) => read(new TableReader(moment)));
  }

  async ready(): Promise<void> {
    this.#assertOpen();
    // A full disk shows only in writing, and without traffic nobody else would find out that it has room again.
    if (this.#queue.lastFailed) await this.#queue.add([]);
    await access(this.#parts.dataDir, constants.W_OK).catch((cause: unknown) => {
      throw new AppError('STORE_UNAVAILABLE', `${this.#parts.dataDir} cannot be written`, { cause });
    });
  }

  /** Resolves when commits on their way are on disk and another process may write. */
  async close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#queue.drained();
    await this.#folder.settled();
    this.#parts.files.close();
    await this.#parts.journal.close();
    this.#parts.unlock();
  }

  #assertOpen(): void {
    if (this.#closing) throw new AppError('STORE_UNAVAILABLE', 'the store is closed');
  }
}

/** The store that only reads: the data of one moment, beside a process that may be writing. */
export class LowdbReader extends TableReader implements KeptStore {
  readonly #dataDir: string;

  constructor(dataDir: string, tables: Tables) {
    super(tables);
    this.#dataDir = dataDir;
  }

  async commit(): Promise<void> {
    throw this.#refusal();
  }

  async take(): Promise<never> {
    throw this.#refusal();
  }

  async forget(): Promise<void> {
    throw this.#refusal();
  }

  async fill(): Promise<void> {
    throw this.#refusal();
  }

  async snapshot<R>(read: (view: StoreReader) => Promise<R>): Promise<R> {
    return read(this);
  }

  async ready(): Promise<void> {}

  async close(): Promise<void> {}

  #refusal(): AppError {
    return new AppError('STORE_READ_ONLY', `${this.#dataDir} is open for reading only`);
  }
}
