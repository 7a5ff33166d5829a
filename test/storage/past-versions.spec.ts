import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { contentHash } from '../../storage/backup/contents.ts';
import { readBackup, verifyBackup } from '../../storage/backup/read.ts';
import type { KeptStore } from '../../storage/kept-store.ts';
import { openStore } from '../../storage/open.ts';
import { schemaVersion } from '../../storage/schema.ts';
import { migratedDatabase } from '../postgres/shared-server.ts';

/**
 * Data as every released version left it: a folder and a backup of the same demo network. A new version adds its own
 * and never touches these; when it changes shapes, the hash below changes with the upgrades, and nothing else does.
 */
const fixtures = join(import.meta.dirname, 'fixtures');

/** What each version kept, in this program's shapes. */
const kept: Readonly<Record<number, string>> = {
  2: 'fb3e67a0af83817fc80728d711e05c4e2ed1f615995ff0297fe34027e1b358e3',
  3: 'cf1f9fc6cf501b5452bc281a4d78cb4c7d30fa62b4278c6d726521800e312e58',
  4: 'fd14144410a83e87d2354836fb59ed1a7e1350b8d87d2b77c2a23579a8dd082c',
  5: '52a84dfad0caf729bf69f5581fde1df279364920d603b075cf9507c7d9ac8d17',
  6: '9f79a10b5a586030a703bdf1e9a882c959c0fe0c5ef23faa5e2dc94f71d4a7b1',
};

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

  for (const [version, hash] of Object.entries(kept)) {
    const fixture = join(fixtures, `version-${version}`);

    it(`${version} is opened from its folder, journal and segments`, async () => {
      await cp(join(fixture, 'lowdb'), folder, { recursive: true });
      expect(await (await opened()).snapshot(contentHash)).to.equal(hash);
    });

    it(`${version} is restored from its backup, into either store`, async () => {
      const file = join(fixture, 'network.backup');
      await verifyBackup(file);
      for (const store of [await opened(), await opened(await migratedDatabase())]) {
        await store.fill(readBackup(file));
        expect(await store.snapshot(contentHash)).to.equal(hash);
      }
    });
  }

  it('has been kept for every version there was', () => {
    expect(Object.keys(kept).map(Number)).to.deep.equal(Array.from({ length: schemaVersion - 1 }, (_, at) => at + 2));
  });
});
