import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IsHoliday } from '../../domain/calm.ts';
import { loadActor } from '../../domain/network/actor.ts';
import type { Gathering } from '../../domain/noun.ts';
import { nouns } from '../../domain/nouns.ts';
import type { Actor } from '../../domain/rights.ts';
import type { Store, Write } from '../../domain/store.ts';
import type { CloseDeps } from '../../domain/survey/close.ts';
import type { Entry } from '../../storage/kept-store.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { openPostgresStore } from '../../storage/postgres/store.ts';
import { tables } from '../../storage/postgres/table.ts';
import { objectIdOf, type Role, start, tenantId, theNetwork } from '../domain/fixture.ts';
import { emptiedDatabase, migratedDatabase, sharedServer } from '../postgres/shared-server.ts';
import { MemoryStore } from './memory-store.ts';
import { MemoryVault } from './memory-vault.ts';

/** What use cases are handed in a race. */
export type RaceDeps = CloseDeps & Gathering & { readonly isHoliday: IsHoliday };

/** The test network and what was added to it, at the beginning of a race. */
export interface Scene {
  /** Not gated: for looking at what came out. */
  readonly deps: RaceDeps;
  readonly vault: MemoryVault;
  close(): Promise<void>;
}

/** Somebody of the test network as the bot would know them at this moment. */
export function actorIn({ store }: Pick<RaceDeps, 'store'>, role: Role): Promise<Actor> {
  return loadActor(store, { tenantId, aadObjectId: objectIdOf(role) }, []);
}

/** What is there before a race: records, and what is done to them then. */
export interface Setting {
  readonly writes: readonly Write[];
  readonly before?: (deps: RaceDeps) => Promise<unknown>;
}

/** Gives scenes, each of its own and each the same. */
export type OpenScene = () => Promise<Scene>;

/** In memory: made in a moment. */
export function inMemory(setting: Setting): OpenScene {
  return scenesOf(setting, async (entries) => ({ store: new MemoryStore(entries) }));
}

/** On lowdb, each in a folder of its own. */
export function onLowdb(setting: Setting): OpenScene {
  return scenesOf(setting, async (entries) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'race-'));
    const store = await openLowdbStore({ dataDir });
    await store.fill(inTurn(entries));
    return { store, close: async () => rm(dataDir, { recursive: true }) };
  });
}

/** On PostgreSQL, one after the other in the same database. */
export function onPostgres(setting: Setting): OpenScene {
  return scenesOf(setting, async (entries) => {
    const store = await openPostgresStore({ databaseUrl: await emptiedDatabase() });
    await store.fill(inTurn(entries));
    return { store };
  });
}

/** PostgreSQL for many scenes, one after the other on one store: SQL puts all tables back as they were. */
export interface KeptPostgres {
  readonly onPostgres: (setting: Setting) => OpenScene;
  close(): Promise<void>;
}

export async function keptPostgres(): Promise<KeptPostgres> {
  const databaseUrl = await migratedDatabase();
  const [client, store] = [await (await sharedServer()).connect(databaseUrl), await openPostgresStore({ databaseUrl })];
  const each = (sql: (name: string) => string) => tables.map(({ name }) => sql(name)).join('; ');
  const emptying = each((name) => `delete from "${name}"`);
  let kept: readonly Entry[] | undefined;
  return {
    onPostgres: (setting) =>
      scenesOf(setting, async (entries) => {
        await client.query(emptying);
        if (kept === entries) await client.query(each((name) => `insert into "${name}" table "kept_${name}"`));
        else {
          await store.fill(inTurn(entries));
          await client.query(each((name) => `drop table if exists "kept_${name}"`));
          await client.query(each((name) => `create table "kept_${name}" as table "${name}"`));
          kept = entries;
        }
        return { store, isKept: true };
      }),
    close: async () => {
      await store.close();
      await client.end();
    },
  };
}

interface Opened {
  readonly store: Store;
  /** True for one that serves other scenes after this one. */
  readonly isKept?: boolean;
  /** What is to be done when the store is closed. */
  readonly close?: () => Promise<void>;
}

function scenesOf(setting: Setting, open: (entries: readonly Entry[]) => Promise<Opened>): OpenScene {
  let base: ReturnType<typeof madeOnce> | undefined;
  return async () => {
    base ??= madeOnce(setting);
    const { entries, vault: keys } = await base;
    const [{ store, close, isKept }, vault] = [await open(entries), new MemoryVault(keys)];
    return {
      deps: depsOf(store, vault, 'id'),
      vault,
      close: async () => {
        if (!isKept) await store.close();
        await close?.();
      },
    };
  };
}

async function madeOnce({ writes, before }: Setting) {
  const [store, vault] = [new MemoryStore(), new MemoryVault()];
  await store.commit([...theNetwork(), ...writes]);
  await before?.(depsOf(store, vault, 'before'));
  return { entries: store.entries(), vault };
}

function depsOf(store: Store, vault: MemoryVault, ids: string): RaceDeps {
  let lastId = 0;
  return {
    store,
    vault,
    now: () => new Date(start),
    newId: () => `${ids}-${String((lastId += 1)).padStart(6, '0')}`,
    randomBelow: (limit) => limit - 1,
    isHoliday: async () => false,
    nouns,
  };
}

async function* inTurn(entries: readonly Entry[]): AsyncGenerator<Entry> {
  yield* entries;
}
