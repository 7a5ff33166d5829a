import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { contentHash } from '../../storage/backup/contents.ts';
import { readBackup, verifyBackup } from '../../storage/backup/read.ts';
import type { KeptStore } from '../../storage/kept-store.ts';
import { openStore } from '../../storage/open.ts';
import { migratedDatabase } from '../postgres/shared-server.ts';

/**
 * Data as every released version left it: a folder and a backup of the same demo network. A new version adds its own
 * and never touches these; when it changes shapes, the hash below changes with the upgrades, and nothing else does.
 */
const fixtures = join(import.meta.dirname, 'fixtures');

/** Of what version 2 kept, in this program's shapes. */
const versionTwo = 'fb3e67a0af83817fc80728d711e05c4e2ed1f615995ff0297fe34027e1b358e3';

describe('data of a past version', function () {
  this.timeout(60_000);
  let folder: string;
  const stores: KeptStore[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'past-'));
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await rm(folder, { recursive: true });
  });

  async function opened(databaseUrl?: string): Promise<KeptStore> {
    const store = await openStore({ dataDir: folder, databaseUrl });
    stores.push(store);
    return store;
  }

  it('2 is opened from its folder, journal and segments', async () => {
    await cp(join(fixtures, 'version-2', 'lowdb'), folder, { recursive: true });
    expect(await (await opened()).snapshot(contentHash)).to.equal(versionTwo);
  });

  it('2 is restored from its backup, into either store', async () => {
    const file = join(fixtures, 'version-2', 'network.backup');
    await verifyBackup(file);
    for (const store of [await opened(), await opened(await migratedDatabase())]) {
      await store.fill(readBackup(file));
      expect(await store.snapshot(contentHash)).to.equal(versionTwo);
    }
  });
});
