import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../config/ids.ts';
import type { CloseDeps } from '../../domain/survey/close.ts';
import type { KeptStore } from '../../storage/kept-store.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { openPostgresStore } from '../../storage/postgres/store.ts';
import { createVault } from '../../storage/vault/vault.ts';
import { emptiedDatabase, sharedServer } from '../postgres/shared-server.ts';

/** A store with everything that somebody gets hold of who takes all of its data. */
export interface Place {
  readonly store: KeptStore;
  readonly keyDir: string;
  readonly deps: CloseDeps;
  /** All that is written down, in the order in which it lies there, a record or a line at a time. */
  written(): Promise<string[]>;
  /** The same place after its program has ended and begun anew; this one is closed. */
  again(): Promise<Place>;
  dispose(): Promise<void>;
}

/** A whole number from 0 up to, not including, the limit. */
export type Chance = (limit: number) => number;

/** A place on lowdb, in a temporary folder. */
export async function onLowdb(chance: Chance): Promise<Place> {
  return lowdbIn(await mkdtemp(join(tmpdir(), 'linkage-')), chance);
}

async function lowdbIn(folder: string, chance: Chance): Promise<Place> {
  const dataDir = join(folder, 'data');
  const store = await openLowdbStore({ dataDir });
  return {
    ...depsOf(store, join(folder, 'keys'), chance),
    written: async () => {
      const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
      const texts = await Promise.all(files.sort().map((file) => readFile(file, 'utf8')));
      return texts.flatMap((text) => text.split('\n'));
    },
    again: async () => {
      await store.close();
      return lowdbIn(folder, chance);
    },
    dispose: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A place on PostgreSQL, in a database that all of them share. */
export async function onPostgres(chance: Chance): Promise<Place> {
  const databaseUrl = await emptiedDatabase();
  return postgresAt(databaseUrl, await mkdtemp(join(tmpdir(), 'linkage-')), chance);
}

async function postgresAt(databaseUrl: string, keyDir: string, chance: Chance): Promise<Place> {
  const store = await openPostgresStore({ databaseUrl });
  const server = await sharedServer();
  return {
    ...depsOf(store, keyDir, chance),
    written: async () => {
      const tables =
        "select table_name as name from information_schema.tables where table_schema = 'public' order by 1";
      const client = await server.connect(databaseUrl);
      try {
        const rows: string[] = [];
        for (const { name } of (await client.query<{ name: string }>(tables)).rows) {
          const sql = `select row_to_json(t)::text as row from "${name}" t order by ctid`;
          rows.push(...(await client.query<{ row: string }>(sql)).rows.map(({ row }) => row));
        }
        return rows;
      } finally {
        await client.end();
      }
    },
    again: async () => {
      await store.close();
      return postgresAt(databaseUrl, keyDir, chance);
    },
    dispose: async () => {
      await store.close();
      await rm(keyDir, { recursive: true, force: true });
    },
  };
}

function depsOf(store: KeptStore, keyDir: string, randomBelow: Chance) {
  let now = Date.parse('2026-09-01T09:00:00.000Z');
  const deps = {
    store,
    vault: createVault(keyDir),
    now: () => new Date((now += 60_000)),
    newId,
    randomBelow,
    isHoliday: async () => false,
  };
  return { store, keyDir, deps };
}
