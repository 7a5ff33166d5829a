import { setTimeout as wait } from 'node:timers/promises';
import { AppError, isAppError } from '../../domain/errors.ts';
import {
  type Collection,
  type Named,
  type Paging,
  put,
  type StoredRecord,
  type StoreReader,
  type Where,
  type Write,
} from '../../domain/store.ts';
import { stepOf } from '../change.ts';
import type { Entry, HearNotice, KeptStore } from '../kept-store.ts';
import { schemaVersion } from '../schema.ts';
import { type Address, parseAddress } from './address.ts';
import { CommitQueue } from './commit-queue.ts';
import { type Connections, createConnections, withSession } from './connections.ts';
import { asStoreError, databaseFault } from './faults.ts';
import { fillTables } from './fill.ts';
import { rewriteTables } from './forget.ts';
import { knownVersion, migrate } from './migrate.ts';
import { patience } from './outage.ts';
import { selectPage, TableReader } from './reader.ts';
import { inTransaction, type Session } from './session.ts';
import { statementFor } from './statements.ts';
import { isKeepable, recordOf, tableOf } from './table.ts';
import { withUpkeep } from './upkeep.ts';
import { inTime } from './vitals.ts';

interface PostgresOptions {
  /** As in `DATABASE_URL`: postgresql://user:password@host:port/database, and what libpq takes behind a question mark. */
  readonly databaseUrl: string;
  /** Opens for reading alone, beside others that write, and migrates nothing; default false. */
  readonly readOnly?: boolean;
  /** How many connections answers and commits share; default 10. Snapshots and upkeep take up to 5 more. */
  readonly connections?: number;
  /** Whether commits in flight together share statements; default true. */
  readonly grouped?: boolean;
  /** Hears of migrations; default nobody. */
  readonly notice?: HearNotice;
}

/**
 * Opens the store in a PostgreSQL database, which any number of processes may do at the same time, and brings its
 * tables to this program's shapes first. Throws `CONFIG_INVALID` for an address that is none, `STORE_NEWER`, and
 * `STORE_UNAVAILABLE` when the database does not answer or, open for reading alone, is not migrated.
 *
 * `commit` throws `STORE_UNAVAILABLE` also when the connection broke after the commit was sent and before its answer
 * came: then it may have been made, as a look at the records tells. In all other cases it was not.
 */
export async function openPostgresStore(options: PostgresOptions): Promise<KeptStore> {
  const address = parseAddress(options.databaseUrl);
  const { readOnly = false, connections = 10, grouped = true, notice = () => undefined } = options;
  if (readOnly) await withUpkeep(address, (upkeep) => assertMigrated(upkeep, address), { lock: 2500, readOnly });
  else await withUpkeep(address, (upkeep) => bringUp(upkeep, address, notice));
  return new PostgresStore({
    address,
    readOnly,
    grouped,
    // For answers: short statements.
    answering: createConnections(address, { ...answering, connections, readOnly }),
    // For exports and packages, which read for long and could take all connections from the others.
    reading: createConnections(address, { ...reading, readOnly: true }),
  });
}

const answering = { statement: 5000, lock: 2500, idle: 10_000 };
const reading = { connections: 4, statement: 60_000, lock: 2500, idle: 600_000 };

async function bringUp(connections: Connections, { place }: Address, notice: HearNotice): Promise<void> {
  const from = await migrate(connections, place);
  if (from !== undefined && from < schemaVersion)
    notice({ kind: 'migrated', from, to: schemaVersion, backup: undefined });
}

async function assertMigrated(connections: Connections, { place }: Address): Promise<void> {
  const version = await knownVersion(connections, place, schemaVersion);
  if (version === schemaVersion) return;
  const found = version === undefined ? 'holds no data of this program yet' : `has schema ${version}`;
  const what = `${place} ${found}; a bot of this version brings it to schema ${schemaVersion} when it starts`;
  throw new AppError('STORE_UNAVAILABLE', what, { hint: place });
}

interface Parts {
  readonly address: Address;
  readonly readOnly: boolean;
  readonly grouped: boolean;
  readonly answering: Connections;
  readonly reading: Connections;
}

/** While upkeep waits for a table, everybody else waits behind it. */
const briefly = { lock: 1500 };

class PostgresStore extends TableReader implements KeptStore {
  readonly #parts: Parts;
  readonly #queue: CommitQueue;
  #closing: Promise<void> | undefined;

  constructor(parts: Parts) {
    super(async (statement) => {
      this.#assertOpen();
      return withSession(parts.answering, (session) => session.run(statement));
    });
    this.#parts = parts;
    this.#queue = new CommitQueue(parts.answering, parts.grouped);
  }

  async commit(writes: readonly Write[]): Promise<void> {
    this.#assertWritable();
    const steps = writes.map(stepOf);
    const nowhere = steps.find(({ id }) => !isKeepable(id));
    if (nowhere) throw new AppError('CONFLICT', `${nowhere.collection.name}: no record has such an id`);
    if (steps.length > 0) await this.#queue.add(steps);
  }

  async take<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
    paging: Omit<Paging<I>, 'after'>,
    change: (record: T) => T,
  ): Promise<T[]> {
    this.#assertWritable();
    const table = tableOf(from);
    return withSession(this.#parts.answering, (session, last) =>
      inTransaction(session, last, async () => {
        const rows = await session.run(selectPage(table, where, paging, true));
        const steps = rows.map((row) => stepOf(put(from, change(recordOf(table, row) as T))));
        const changed = steps.length === 0 ? [] : await session.run(statementFor('update', steps));
        if (changed.length < steps.length)
          throw new AppError('INTERNAL', `${from.name}: a record that was taken lost its id or version`);
        return steps.map((step) => ('record' in step ? step.record : undefined) as T);
      }),
    );
  }

  async snapshot<R>(read: (view: StoreReader) => Promise<R>): Promise<R> {
    this.#assertOpen();
    return withSession(this.#parts.reading, async (session, last) => {
      // The moment is that of the first statement, whatever is asked for later.
      await session.run({ text: 'begin isolation level repeatable read read only' });
      await session.run({ text: 'select' });
      // What the reader does with what it reads is not to be done twice, whatever happens to the connection.
      last();
      try {
        return await read(new TableReader((statement) => session.run(statement).catch(rethrow)));
      } finally {
        await session.run({ text: 'rollback' }).catch(() => undefined);
      }
    });
  }

  /**
   * Rewrites the tables. What the database keeps outside of them is its operator's: the write-ahead log and its
   * archive, standbys, backups.
   */
  async forget(...from: readonly Named<StoredRecord>[]): Promise<void> {
    this.#assertWritable();
    const { address } = this.#parts;
    const rewrite = (session: Session) => rewriteTables(session, from.map(tableOf));
    await withUpkeep(address, (connections) => withSession(connections, rewrite), briefly);
  }

  async fill(entries: AsyncIterable<Entry>): Promise<void> {
    this.#assertWritable();
    const filling = async (session: Session, last: () => void) => {
      // The entries come once: there is no second try.
      last();
      await inTransaction(session, last, () => fillTables(session, entries)).catch(rethrow);
    };
    await withUpkeep(this.#parts.address, (connections) => withSession(connections, filling), briefly);
  }

  /** Tells within a second. Rejects with `STORE_NEWER` when a newer program has migrated the database meanwhile. */
  async ready(): Promise<void> {
    this.#assertOpen();
    const { answering, address } = this.#parts;
    await inTime(assertMigrated(answering, address), 1000).catch((error: unknown) => {
      throw asStoreError(isAppError(error) ? error : databaseFault(error));
    });
  }

  /** Resolves when commits on their way are made and connections are closed, but for those of long reads. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { answering, reading } = this.#parts;
    await this.#queue.drained();
    const ended = Promise.all([answering.pool.end(), reading.pool.end()]);
    // A long read, or a server that does not answer, keeps nobody from stopping.
    await Promise.race([ended, wait(patience, undefined, { ref: false })]);
  }

  #assertOpen(): void {
    if (this.#closing) throw new AppError('STORE_UNAVAILABLE', 'the store is closed');
  }

  #assertWritable(): void {
    this.#assertOpen();
    const { readOnly, address } = this.#parts;
    if (readOnly) throw new AppError('STORE_READ_ONLY', `${address.place} is open for reading only`);
  }
}

/** Throws a fault as a store's error, which is not tried again. */
function rethrow(error: unknown): never {
  throw asStoreError(error);
}
