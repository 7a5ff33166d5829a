import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { AppError } from '../../domain/errors.ts';
import { type Connections, withSession } from './connections.ts';
import { asStoreError, databaseFault } from './faults.ts';
import { watchOver } from './session.ts';

/** The folder of this program's migrations: SQL, named by the schema version that each of them makes. */
export const migrationsFolder = join(import.meta.dirname, 'migrations');

const migrationTableName = 'schema_migrations';

/** The schema version of a database; undefined when no migration has been run on it. */
export async function schemaVersionOf(connections: Connections): Promise<number | undefined> {
  return withSession(connections, async (session) => {
    const [found] = await session.run({ text: 'select to_regclass($1)', values: [migrationTableName] });
    if (found?.[0] === null) return undefined;
    const [newest] = await session.run({ text: `select max(name) from ${migrationTableName}` });
    return newest?.[0] === null ? undefined : versionIn(newest?.[0]);
  });
}

/**
 * Brings a database to the newest schema of `folder` and gives the version it had; undefined when it was empty. Of
 * several that do so at the same time, one does it and the others wait. Throws `STORE_NEWER`, or `STORE_UNAVAILABLE`.
 */
export async function migrate(
  connections: Connections,
  place: string,
  folder = migrationsFolder,
): Promise<number | undefined> {
  const migrations = await migrationsIn(folder);
  const newest = Math.max(...Object.keys(migrations).map(versionIn));
  const before = await knownVersion(connections, place, newest);
  if (before === newest) return before;
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: watchedPool(connections) }) });
  const provider = { getMigrations: async () => migrations };
  const lockTable = `${migrationTableName}_lock`;
  const migrator = new Migrator({ db, provider, migrationTableName, migrationLockTableName: lockTable });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) return results.length > 0 ? before : newest;
  // A newer program may have come first.
  await knownVersion(connections, place, newest);
  throw asStoreError(databaseFault(error));
}

/** Throws `STORE_NEWER` when a database has a newer schema than the program. */
export async function knownVersion(
  connections: Connections,
  place: string,
  newest: number,
): Promise<number | undefined> {
  const version = await schemaVersionOf(connections);
  if (version === undefined || version <= newest) return version;
  const message = `${place} has schema ${version}; this program knows schemas up to ${newest}`;
  throw new AppError('STORE_NEWER', message, { hint: place });
}

/** Connections as Kysely takes them, watched as sessions are: however long it takes, a server that is gone is noticed. */
function watchedPool(connections: Connections): PostgresPool {
  const { pool } = connections;
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const watch = watchOver(client, connections);
      const query = (text: string, values: readonly unknown[]) => client.query(text, [...values]).finally(watch());
      return { query: query as unknown as PostgresPoolClient['query'], release: (broken) => client.release(broken) };
    },
  };
}

async function migrationsIn(folder: string): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql'));
  const migrations = files.map(async (file): Promise<[string, Migration]> => {
    const text = await readFile(join(folder, file), 'utf8');
    return [file.replace('.sql', ''), { up: async (db) => void (await sql.raw(text).execute(db)) }];
  });
  return Object.fromEntries(await Promise.all(migrations));
}

/** `0002-tables` makes version 2. */
function versionIn(name: unknown): number {
  return Number(String(name).split('-')[0]);
}
