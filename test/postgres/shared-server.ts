import { openPostgresStore } from '../../storage/postgres/store.ts';
import { tables } from '../../storage/postgres/table.ts';
import { type Server, startServer } from './server.ts';

let server: Promise<Server> | undefined;
let template: Promise<string> | undefined;
let emptied: Promise<string> | undefined;

/**
 * The one server of the specs that one process runs, started for the first who needs it. What it holds would not
 * survive a power cut.
 */
export function sharedServer(): Promise<Server> {
  server ??= startServer({ durable: false });
  return server;
}

/** Stops the server if there is one; whoever asks next gets a new one. */
export async function stopSharedServer(): Promise<void> {
  const running = server;
  [server, template, emptied] = [undefined, undefined, undefined];
  await (await running)?.stop();
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
