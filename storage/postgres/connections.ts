import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Address } from './address.ts';
import { asStoreError, databaseFault, isCollision, isConnectionFault } from './faults.ts';
import { type Session, sessionOn } from './session.ts';

/** What bounds the work on a database; all times in milliseconds. */
export interface Limits {
  readonly connections: number;
  /** For one statement; 0 for no limit. */
  readonly statement: number;
  /** For waiting for a lock; 0 for no limit. */
  readonly lock: number;
  /** Between two statements of a transaction; 0 for no limit. */
  readonly idle: number;
  /** How long a connection may be silent while answers are due before it counts as dead; 0 for ever. */
  readonly silence: number;
  readonly readOnly: boolean;
}

/** Connections to one database, opened when they are needed. */
export interface Connections {
  readonly pool: pg.Pool;
  readonly limits: Limits;
}

/** In milliseconds. People get an answer within three seconds, and rather "not now" than none. */
export const patience = 2500;

const pauses = [20, 50, 100, 200, 400];

/** Makes connections possible; none is opened yet. To be ended with `pool.end()`. */
export function createConnections({ url }: Address, limits: Limits): Connections {
  const pool = new pg.Pool({
    connectionString: url,
    fallback_application_name: 'verkostobotti',
    max: limits.connections,
    connectionTimeoutMillis: patience,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: settingsOf(limits),
    pipeline: true,
    types: { getTypeParser },
  });
  // A connection that breaks unused is replaced when one is needed; in use, its statements fail and tell.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { pool, limits };
}

/** A piece of work; it calls `last` before it sends what must not be sent twice. */
export type Work<T> = (session: Session, last: () => void) => Promise<T>;

/**
 * Does a piece of work on a connection of its own. What fails with its connection is done again on another one while
 * people have patience, unless its last statement was on its way: whether that took effect, nobody can tell. What
 * collides with another transaction is done again up to three times. Throws `DUPLICATE` or `STORE_UNAVAILABLE`.
 */
export async function withSession<T>(
  connections: Connections,
  work: Work<T>,
  until = performance.now() + patience,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    let sent = false;
    try {
      return await once(connections, (session) => work(session, () => (sent = true)));
    } catch (error) {
      const pause = pauses[Math.min(attempt, pauses.length - 1)] ?? 0;
      const again = isCollision(error) ? attempt < 3 : isConnectionFault(error) && !sent && !connections.pool.ending;
      if (!again || performance.now() + pause > until) throw asStoreError(error);
      await wait(pause);
    }
  }
}

async function once<T>({ pool, limits }: Connections, work: (session: Session) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw databaseFault(error);
  });
  let broken = false;
  try {
    return await work(sessionOn(client, limits.silence));
  } catch (error) {
    broken = isConnectionFault(error);
    throw error;
  } finally {
    client.release(broken || client.getTransactionStatus() !== 'I');
  }
}

function settingsOf({ readOnly, statement, lock, idle }: Limits): string {
  const settings = {
    default_transaction_read_only: readOnly ? 'on' : 'off',
    statement_timeout: statement,
    lock_timeout: lock,
    idle_in_transaction_session_timeout: idle,
    datestyle: 'ISO',
    timezone: 'UTC',
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

type GetTypeParser = typeof pg.types.getTypeParser;

/** Days as their text, and moments as the records have them: in UTC, with exactly three decimals. */
const getTypeParser: GetTypeParser = (...[type, format]: Parameters<GetTypeParser>) => {
  if (type === pg.types.builtins.DATE) return String;
  const parse = pg.types.getTypeParser(type, format);
  if (type !== pg.types.builtins.TIMESTAMPTZ) return parse;
  return (text: string) => (parse(text) as Date).toISOString();
};
