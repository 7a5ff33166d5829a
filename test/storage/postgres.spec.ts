import { openPostgresStore } from '../../storage/postgres/store.ts';
import { sharedServer } from '../postgres/shared-server.ts';
import { type OpenedStore, storeContract } from './store-contract.ts';

let template: Promise<string> | undefined;

async function migratedDatabase(): Promise<string> {
  const server = await sharedServer();
  template ??= (async () => {
    const databaseUrl = await server.createDatabase();
    await (await openPostgresStore({ databaseUrl })).close();
    return databaseUrl;
  })();
  return server.createDatabase(await template);
}

async function openOnNewDatabase(): Promise<OpenedStore> {
  const databaseUrl = await migratedDatabase();
  let open = await openPostgresStore({ databaseUrl });
  return {
    store: open,
    async reopen() {
      await open.close();
      open = await openPostgresStore({ databaseUrl });
      return open;
    },
    dispose: () => open.close(),
  };
}

before(async function () {
  this.timeout(60_000);
  await sharedServer();
});

storeContract('PostgreSQL', openOnNewDatabase);
