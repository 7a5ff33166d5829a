import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Address } from './address.ts';
import { asStoreError, DatabaseFault, databaseFault, isCollision, isConnectionFault } from './faults.ts';
import { Outage, patience } from './outage.ts';
import { type Session, sessionOn } from './session.ts';
import { cut, inTime, Vitals } from './vitals.ts';

/** What bounds the work on a database; all times in milliseconds. */
export interface Limits {
  readonly connections: number;
  /** For one statement; 0 for no limit. */
  readonly statement: number;
  /** For waiting for a lock; 0 for no limit. */
  readonly lock: number;
  /** Between two statements of a transaction; 0 for no limit. */
  readonly idle: number;
  readonly readOnly: boolean;
}

/** Connections to one database, opened when they are needed. */
export interface Connections {
  readonly pool: pg.Pool;
  readonly outage: Outage;
  readonly vitals: Vitals;
}

const pauses = [20, 50, 100, 200, 400];

/** Makes connections possible; none is opened yet. To be ended with `pool.end()`. */
export function createConnections(address: Address, limits: Limits): Connections {
  const pool = new pg.Pool({
    connectionString: address.url,
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
  pool.on('connect', (client) => {
    connectedAt.set(client, performance.now());
    client.on('error', () => undefined);
  });
  return { pool, outage: new Outage(), vitals: new Vitals(address) };
}

/** When each connection was made, as a moment of `performance.now()`. */
const connectedAt = new WeakMap<pg.PoolClient, number>();

/** A piece of work; it calls `last` before it sends what must not be sent twice. */
export type Work<T> = (session: Session, last: () => void) => Promise<T>;

/**
 * Does a piece of work on a connection of its own. What fails with its connection is done again on another one while
 * people have patience, unless its last statement was on its way: whether that took effect, nobody can tell. What
 * collides with another transaction is done again up to three times. While the database is away nobody waits longer
 * than until patience ended for whoever asked first. Throws `DUPLICATE` or `STORE_UNAVAILABLE`.
 */
export async function withSession<T>(
  connections: Connections,
  work: Work<T>,
  until = performance.now() + patience,
): Promise<T> {
  const { outage, pool } = connections;
  for (let attempt = 0; ; attempt++) {
    const limit = outage.limit(until);
    if (limit === undefined) throw asStoreError(new DatabaseFault('it does not answer', undefined, undefined));
    let sent = false;
    try {
      const done = await once(connections, (session) => work(session, () => (sent = true)), limit);
      outage.end();
      return done;
    } catch (error) {
      if (isConnectionFault(error)) outage.begin();
      else outage.end();
      const pause = pauses[Math.min(attempt, pauses.length - 1)] ?? 0;
      const again = isCollision(error) ? attempt < 3 : isConnectionFault(error) && !sent && !pool.ending;
      if (!again || performance.now() + pause > outage.again(until)) throw asStoreError(error);
      await wait(pause);
    }
  }
}

async function once<T>(connections: Connections, work: (session: Session) => Promise<T>, limit: number): Promise<T> {
  const client = await connected(connections, limit);
  let broken = false;
  try {
    return await work(sessionOn(client, connections));
  } catch (error) {
    broken = isConnectionFault(error);
    throw error;
  } finally {
    client.release(broken || client.getTransactionStatus() !== 'I');
  }
}

/** A connection that can be trusted, if there is one before a moment of `performance.now()`. */
async function connected({ pool, outage }: Connections, limit: number): Promise<pg.PoolClient> {
  const asked = performance.now();
  for (;;) {
    const connecting = pool.connect();
    try {
      const client = await inTime(connecting, limit - performance.now());
      if (outage.trusts(connectedAt.get(client) ?? 0)) return client;
      cut(client);
      client.release(true);
    } catch (error) {
      // One that is made too late is there for the next who asks.
      connecting.then((client) => client.release()).catch(() => undefined);
      outage.begin(asked);
      throw databaseFault(error);
    }
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
