import { openPostgresStore } from '../../storage/postgres/store.ts';
import { tables } from '../../storage/postgres/table.ts';
import { type Server, startServer } from './server.ts';

let server: Promise<Server> | undefined;
let template: Promise<string> | undefined;

/** The one server of a test run, started for the first who needs it. What it holds would not survive a power cut. */
export function sharedServer(): Promise<Server> {
  server ??= startServer({ durable: false });
  return server;
}

/** The address of a new database on the shared server with empty tables in it. */
export async function migratedDatabase(): Promise<string> {
  template ??= makeTemplate();
  return (await sharedServer()).createDatabase(await template);
}

/** Takes every record out of a database, which is quicker than to make another one. */
export async function emptyDatabase(databaseUrl: string): Promise<void> {
  const deletions = tables.map(({ name }) => `delete from "${name}"`);
  await (await sharedServer()).query(deletions.join('; '), databaseUrl);
}

async function makeTemplate(): Promise<string> {
  const databaseUrl = await (await sharedServer()).createDatabase();
  await (await openPostgresStore({ databaseUrl })).close();
  return databaseUrl;
}

// Outside of every suite: the first who needs it waits for it here, and it stops when all of them are done.
before(async function () {
  this.timeout(60_000);
  await migratedDatabase();
});
after(async () => {
  await (await server)?.stop();
});
