import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openPostgresStore } from '../../storage/postgres/store.ts';
import { tables } from '../../storage/postgres/table.ts';
import { type Databases, databasesOn, type Server, startServer } from './server.ts';

/** The environment's name for the address that gives the port of the run's server. */
const keeperName = 'TEST_POSTGRES_KEEPER';

let databases: Promise<Databases> | undefined;
let own: Promise<Server> | undefined;
let template: Promise<string> | undefined;
let emptied: Promise<string> | undefined;

/**
 * Keeps one server for all processes of a run, started for the first spec that needs it; gives what ends it. Processes
 * that are started from now on know of it.
 */
export async function keepServer(): Promise<() => Promise<void>> {
  let kept: Promise<Server> | undefined;
  const keeper = createServer((_request, response) => {
    kept ??= startServer({ durable: false });
    kept.then(
      ({ port }) => response.end(String(port)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(keeper, 'listening');
  process.env[keeperName] = `http://127.0.0.1:${(keeper.address() as AddressInfo).port}`;
  return async () => {
    delete process.env[keeperName];
    keeper.close();
    keeper.closeAllConnections();
    await (await kept)?.stop();
  };
}

/**
 * The one server of the specs of a run, or of this process where nobody keeps one. What it holds would not survive a
 * power cut.
 */
export function sharedServer(): Promise<Databases> {
  databases ??= find();
  return databases;
}

async function find(): Promise<Databases> {
  const keeper = process.env[keeperName];
  if (keeper === undefined) {
    own = startServer({ durable: false });
    return own;
  }
  const response = await fetch(keeper);
  const said = await response.text();
  if (!response.ok) throw new Error(said);
  return databasesOn(Number(said));
}

/** Stops the server if it is this process's own; whoever asks next gets a new one. */
export async function stopOwnServer(): Promise<void> {
  if (!own) return;
  const running = own;
  [databases, own, template, emptied] = [undefined, undefined, undefined, undefined];
  await (await running).stop();
}

/** The address of a new database on the shared server with empty tables in it. */
export async function migratedDatabase(): Promise<string> {
  template ??= makeTemplate();
  return (await sharedServer()).createDatabase(await template);
}

/** The address of the one database that tests take in turns, with empty tables in it. */
export async function emptiedDatabase(): Promise<string> {
  emptied ??= migratedDatabase();
  const databaseUrl = await emptied;
  // Taking every record out is quicker than making another database.
  const deletions = tables.map(({ name }) => `delete from "${name}"`);
  await (await sharedServer()).query(deletions.join('; '), databaseUrl);
  return databaseUrl;
}

async function makeTemplate(): Promise<string> {
  const databaseUrl = await (await sharedServer()).createDatabase();
  await (await openPostgresStore({ databaseUrl })).close();
  return databaseUrl;
}
