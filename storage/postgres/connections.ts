import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Address } from './address.ts';
import { asStoreError, databaseFault, isCollision, isConnectionFault } from './faults.ts';

/** SQL and its values. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  /** Keeps the statement prepared on its connection; for texts of which a program has few. */
  readonly prepared?: boolean;
}

/** One connection, for as long as one piece of work has it. */
export interface Session {
  /** Sends a statement without waiting for the ones before; gives rows as lists of values. Throws `DatabaseFault`. */
  run(statement: Statement): Promise<unknown[][]>;
}

interface Limits {
  readonly connections: number;
  /** Longest time for one statement, in milliseconds; 0 for none. */
  readonly statement: number;
  /** Longest wait for a lock, in milliseconds. */
  readonly lock: number;
  /** Longest time between two statements of a transaction, in milliseconds. */
  readonly idle: number;
  readonly readOnly: boolean;
}

/** In milliseconds. People get an answer within three seconds, and rather "not now" than none. */
export const patience = 2500;

const pauses = [20, 50, 100, 200, 400];

/** An answer so much later (ms) than the server should have given up will not come: its connection is dead. */
const spare = 2000;

/** Connections to a database, opened when they are needed. */
export function createPool({ url }: Address, limits: Limits): pg.Pool {
  const { connections, statement, lock, idle, readOnly } = limits;
  const pool = new pg.Pool({
    connectionString: url,
    fallback_application_name: 'verkostobotti',
    max: connections,
    connectionTimeoutMillis: patience,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    query_timeout: statement === 0 ? 0 : statement + spare,
    options: optionsOf({
      default_transaction_read_only: readOnly ? 'on' : 'off',
      statement_timeout: statement,
      lock_timeout: lock,
      idle_in_transaction_session_timeout: idle,
      datestyle: 'ISO',
      timezone: 'UTC',
    }),
    pipeline: true,
    types: { getTypeParser },
  });
  // A connection that breaks unused is replaced when one is needed; in use, its statements fail and tell.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** A piece of work; it calls `last` before it sends what must not be sent twice. */
export type Work<T> = (session: Session, last: () => void) => Promise<T>;

/**
 * Does a piece of work on a connection of its own. What fails with its connection is done again on another one while
 * people have patience, unless its last statement was on its way: whether that took effect, nobody can tell. What
 * collides with another transaction is tried three times more. Throws `DUPLICATE` or `STORE_UNAVAILABLE`.
 */
export async function withSession<T>(pool: pg.Pool, work: Work<T>, until = performance.now() + patience): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    let sent = false;
    try {
      return await once(pool, (session) => work(session, () => (sent = true)));
    } catch (error) {
      const pause = pauses[Math.min(attempt, pauses.length - 1)] ?? 0;
      const again = isCollision(error) ? attempt < 3 : isConnectionFault(error) && !sent && !pool.ending;
      if (!again || performance.now() + pause > until) throw asStoreError(error);
      await wait(pause);
    }
  }
}

/** Does a piece of work in a transaction that ends with it, and takes all of it back when it throws. */
export async function inTransaction<T>(session: Session, last: () => void, work: () => Promise<T>): Promise<T> {
  const begun = session.run({ text: 'begin' });
  try {
    const [result] = await Promise.all([work(), begun]);
    last();
    await session.run({ text: 'commit' });
    return result;
  } catch (error) {
    await session.run({ text: 'rollback' }).catch(() => undefined);
    throw error;
  }
}

/** Waits for all answers, so that nothing is under way any more, and then throws the first refusal. */
export async function allAnswered<T>(answers: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(answers);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

async function once<T>(pool: pg.Pool, work: (session: Session) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw databaseFault(error);
  });
  let reusable = false;
  try {
    const result = await work(sessionOn(client));
    reusable = true;
    return result;
  } catch (error) {
    reusable = !isConnectionFault(error);
    throw error;
  } finally {
    client.release(!reusable || client.getTransactionStatus() !== 'I');
  }
}

function sessionOn(client: pg.PoolClient): Session {
  return {
    async run({ text, values = [], prepared = false }) {
      const name = prepared ? nameFor(text) : undefined;
      try {
        return (await client.query({ text, values: [...values], name, rowMode: 'array' })).rows;
      } catch (error) {
        throw databaseFault(error);
      }
    },
  };
}

const names = new Map<string, string>();

function nameFor(text: string): string {
  const name = names.get(text) ?? `s${names.size}`;
  names.set(text, name);
  return name;
}

function optionsOf(settings: Readonly<Record<string, string | number>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

const getTypeParser = ((type: number, format: 'text') => {
  if (type === pg.types.builtins.DATE) return String;
  const parse = pg.types.getTypeParser(type, format);
  // Moments as the records have them: in UTC, with exactly three decimals.
  return type === pg.types.builtins.TIMESTAMPTZ ? (text: string) => (parse(text) as Date).toISOString() : parse;
}) as typeof pg.types.getTypeParser;
