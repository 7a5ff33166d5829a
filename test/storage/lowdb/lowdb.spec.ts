import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeptStore } from '../../../storage/kept-store.ts';
import { openLowdbStore } from '../../../storage/lowdb/open.ts';
import { fillContract } from '../fill-contract.ts';
import { type OpenedStore, storeContract } from '../store-contract.ts';

async function openInNewFolder(): Promise<OpenedStore<KeptStore>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lowdb-store-'));
  // So little journal that folds go on all the time.
  const open = () => openLowdbStore({ dataDir, leastJournal: 2000 });
  let store = await open();
  return {
    store,
    async reopen() {
      await store.close();
      store = await open();
      return store;
    },
    async dispose() {
      await store.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

storeContract('lowdb', openInNewFolder);
fillContract('lowdb', openInNewFolder);
