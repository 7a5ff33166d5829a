import type pg from 'pg';
import { AppError } from '../../domain/errors.ts';
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
import { createPool, inTransaction, type Session, withSession } from './connections.ts';
import { fillTables } from './fill.ts';
import { rewriteTables } from './forget.ts';
import { knownVersion, migrate } from './migrate.ts';
import { pageOf, TableReader } from './reader.ts';
import { statementFor } from './statements.ts';
import { recordOf, tableOf } from './table.ts';

interface PostgresOptions {
  /** As in `DATABASE_URL`: postgresql://user:password@host:port/database, and what libpq takes behind a question mark. */
  readonly databaseUrl: string;
  /** Opens for reading alone, beside others that write, and migrates nothing; default false. */
  readonly readOnly?: boolean;
  /** How many connections answers and commits share; default 10. Snapshots and upkeep take up to 5 more. */
  readonly connections?: number;
  /** Whether commits in flight together share statements; default true. */
  readonly grouped?: boolean;
  /** Hears of migrations; default nobody does. */
  readonly hear?: HearNotice;
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
  const { readOnly = false, connections = 10, grouped = true, hear = () => undefined } = options;
  await (readOnly ? assertMigrated(address) : withUpkeep(address, (pool) => bringUp(pool, address, hear)));
  const limits = { statement: 5000, lock: 2500, idle: 10_000, readOnly };
  const pool = createPool(address, { ...limits, connections });
  // Exports and packages read for long; apart from the others, they cannot take all connections.
  const snapshots = createPool(address, { ...limits, connections: 4, statement: 60_000, idle: 600_000 });
  return new PostgresStore({ address, readOnly, pool, snapshots, queue: new CommitQueue(pool, grouped) });
}

async function bringUp(pool: pg.Pool, { place }: Address, hear: HearNotice): Promise<void> {
  const from = await migrate(pool, place);
  if (from !== undefined && from < schemaVersion)
    hear({ kind: 'migrated', from, to: schemaVersion, backup: undefined });
}

function assertMigrated(address: Address): Promise<void> {
  return withUpkeep(address, async (pool) => {
    const version = await knownVersion(pool, address.place, schemaVersion);
    if (version === schemaVersion) return;
    const found = version === undefined ? 'holds no data of this program yet' : `has schema ${version}`;
    const what = `${address.place} ${found}; a bot of this version brings it to schema ${schemaVersion} when it starts`;
    throw new AppError('STORE_UNAVAILABLE', what, { hint: address.place });
  });
}

/** Connections for what takes as long as it takes. */
async function withUpkeep<T>(address: Address, work: (pool: pg.Pool) => Promise<T>, lock = 0): Promise<T> {
  const pool = createPool(address, { connections: 1, statement: 0, lock, idle: 0, readOnly: false });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

interface Parts {
  readonly address: Address;
  readonly readOnly: boolean;
  readonly pool: pg.Pool;
  readonly snapshots: pg.Pool;
  readonly queue: CommitQueue;
}

/** How long (ms) upkeep waits for a lock, and everybody else then behind it. */
const upkeepLock = 2000;

class PostgresStore extends TableReader implements KeptStore {
  readonly #parts: Parts;
  #closing: Promise<void> | undefined;

  constructor(parts: Parts) {
    super((statement) => {
      this.#assertOpen();
      return withSession(parts.pool, (session) => session.run(statement));
    });
    this.#parts = parts;
  }

  async commit(writes: readonly Write[]): Promise<void> {
    this.#assertWritable();
    const steps = writes.map(stepOf);
    if (steps.length > 0) await this.#parts.queue.add(steps);
  }

  async take<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
    paging: Omit<Paging<I>, 'after'>,
    change: (record: T) => T,
  ): Promise<T[]> {
    this.#assertWritable();
    const table = tableOf(from);
    return withSession(this.#parts.pool, (session, last) =>
      inTransaction(session, last, async () => {
        const rows = await session.run(pageOf(table, where, paging, true));
        const steps = rows.map((row) => stepOf(put(from, change(recordOf<T>(table, row)))));
        if (steps.length > 0) await session.run(statementFor('update', steps));
        return steps.map((step) => ('record' in step ? step.record : undefined) as T);
      }),
    );
  }

  async snapshot<R>(read: (view: StoreReader) => Promise<R>): Promise<R> {
    this.#assertOpen();
    return withSession(this.#parts.snapshots, async (session, last) => {
      // The moment is that of the first statement, whatever is asked for later.
      await session.run({ text: 'begin isolation level repeatable read read only' });
      await session.run({ text: 'select' });
      last();
      try {
        return await read(new TableReader((statement) => session.run(statement)));
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
    const upkeep = (pool: pg.Pool) => withSession(pool, (session) => rewriteTables(session, from.map(tableOf)));
    await withUpkeep(this.#parts.address, upkeep, upkeepLock);
  }

  async fill(entries: AsyncIterable<Entry>): Promise<void> {
    this.#assertWritable();
    const filling = async (session: Session, last: () => void) => {
      // Entries come once, so there is no second try.
      last();
      await inTransaction(session, last, () => fillTables(session, entries));
    };
    await withUpkeep(this.#parts.address, (pool) => withSession(pool, filling), upkeepLock);
  }

  async ready(): Promise<void> {
    this.#assertOpen();
    await withSession(this.#parts.pool, (session) => session.run({ text: 'select 1' }));
  }

  /** Resolves when commits on their way are made and all connections are closed. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { queue, pool, snapshots } = this.#parts;
    await queue.drained();
    await Promise.all([pool.end(), snapshots.end()]);
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
