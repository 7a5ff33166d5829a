import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type BackupDeps, backupCommand } from '../../cli/backup.ts';
import { type MigrateDeps, migrateCommand } from '../../cli/migrate.ts';
import { restoreCommand } from '../../cli/restore.ts';
import { AppError } from '../../domain/errors.ts';
import type { Store } from '../../domain/store.ts';
import { contentHash } from '../../storage/backup/contents.ts';
import { verifyBackup } from '../../storage/backup/read.ts';
import type { KeptStore, StoreNotice } from '../../storage/kept-store.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { schemaVersion } from '../../storage/schema.ts';
import { aMember, aNetwork, now, withStore } from '../domain/example-network.ts';
import { MapStore } from '../storage/map-store.ts';
import { type Run, runCli } from './run-cli.ts';

const writes = [aNetwork(), aMember('a'), aMember('b')];

describe('the commands that keep the data', () => {
  let folder: string;
  let file: string;
  let opened: MapStore[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cli-backup-'));
    file = join(folder, 'monday.backup');
    opened = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Backs up beside a running bot, which holds the store open for writing. */
  function backUp(args: readonly string[] = [file], given: Partial<BackupDeps> = {}, watched = false): Promise<Run> {
    return withStore(writes, async (_writing, dataDir) => {
      const openStore = () => openLowdbStore({ dataDir, readOnly: true });
      const backup = backupCommand({ openStore, now: () => now, program: '1.2.3', ...given });
      return runCli({ backup }, ['backup', ...args], watched);
    });
  }

  /** Restores into a store, which is kept in `opened`. */
  function restore(args: readonly string[] = [file], into = new MapStore(), watched = false): Promise<Run> {
    const openStore = async () => {
      opened.push(into);
      return into as unknown as KeptStore;
    };
    return runCli({ restore: restoreCommand({ openStore }) }, ['restore', ...args], watched);
  }

  describe('backup', () => {
    it('writes a whole backup beside a running bot and tells how much, and that it holds no keys', async () => {
      const { code, out, err } = await backUp();
      expect([code, err]).to.deep.equal([0, '']);
      const { written } = await verifyBackup(file);
      expect(written).to.deep.include({ records: 3, collections: { networks: 1, members: 2 } });
      expect(out).to.match(/^.*monday\.backup\n3 records, \d+ bytes\n {2}networks {2}1\n {2}members {3}2\n/);
      expect(out).to.contain(written.contentHash).and.to.contain('keys in KEY_DIR are not in it');
      expect(await readdir(folder)).to.deep.equal(['monday.backup']);
    });

    it('answers machines in JSON', async () => {
      const { out } = await backUp([file, '--json']);
      const { written } = await verifyBackup(file);
      const { size: bytes } = await stat(file);
      const createdAt = now.toISOString();
      expect(JSON.parse(out)).to.deep.equal({ path: file, bytes, createdAt, schemaVersion, ...written });
    });

    it('replaces a file only when told to', async () => {
      await writeFile(file, 'mine');
      const { code, err, out } = await backUp();
      expect([code, out]).to.deep.equal([1, '']);
      expect(err).to.equal(`${file} is there already. Choose another name, or replace it with --force.\n`);
      expect(await readFile(file, 'utf8')).to.equal('mine');
      expect((await backUp([file, '--force'])).code).to.equal(0);
      expect((await verifyBackup(file)).written.records).to.equal(3);
    });

    it('refuses a store that holds nothing, since it is more likely the wrong one', async () => {
      const openStore = () => openLowdbStore({ dataDir: join(folder, 'nowhere'), readOnly: true });
      const { code, err } = await backUp([file], { openStore });
      expect([code, err]).to.deep.equal([1, 'The store holds nothing; check DATA_DIR.\n']);
      expect(await readdir(folder)).to.deep.equal([]);
    });

    it('leaves nothing, and closes the store, when the store cannot be read', async () => {
      let closed = 0;
      const openStore = async () =>
        ({
          snapshot: () => Promise.reject(new AppError('STORE_UNAVAILABLE', 'the connection is gone')),
          close: async () => void (closed += 1),
        }) as Partial<Store> as Store;
      const { code, err, out } = await backUp([file, '--json'], { openStore });
      expect([code, err, closed]).to.deep.equal([1, 'the connection is gone\n', 1]);
      expect(JSON.parse(out)).to.deep.equal({ error: 'the connection is gone' });
      expect(await readdir(folder)).to.deep.equal([]);
    });

    it('says what is wrong when the folder to write in is not there', async () => {
      const { code, err } = await backUp([join(folder, 'none', 'a.backup')]);
      expect(code).to.equal(1);
      expect(err).to.match(/^Nothing can be written to .*none: there is no such folder/);
    });
  });

  describe('restore', () => {
    it('fills an empty store with exactly what was backed up', async () => {
      await backUp();
      const { code, out, err } = await restore();
      expect([code, err]).to.deep.equal([0, '']);
      const [store] = opened;
      expect(store?.size).to.equal(3);
      expect(await store?.snapshot(contentHash)).to.equal((await verifyBackup(file)).written.contentHash);
      expect(out).to.contain(`monday.backup is whole, written on ${now.toISOString()} by version 1.2.3.\n`);
      expect(out).to.contain('Restored: 3 records\n  networks  1\n  members   2\n').and.to.contain('doctor');
    });

    it('answers machines in JSON', async () => {
      await backUp();
      const { written } = await verifyBackup(file);
      const about = { path: file, whole: true, createdAt: now.toISOString(), program: '1.2.3', schemaVersion };
      const { out } = await restore([file, '--json']);
      expect(JSON.parse(out)).to.deep.equal({ ...about, restored: true, ...written });
    });

    it('only says whether a backup is whole, and opens no store, when it is to check', async () => {
      await backUp();
      const { code, out } = await restore([file, '--check']);
      expect([code, opened.length]).to.deep.equal([0, 0]);
      expect(out).to.contain('is whole').and.to.contain('To be restored: 3 records\n');
      expect(JSON.parse((await restore([file, '--check', '--json'])).out)).to.include({ whole: true, restored: false });
    });

    it('opens no store for a backup that is not whole', async () => {
      await backUp();
      await writeFile(file, (await readFile(file)).subarray(0, -9));
      for (const args of [[file], [file, '--check'], [file, '--json']]) {
        const { code, err } = await restore(args);
        expect(code).to.equal(1);
        expect(err).to.match(/monday\.backup: line \d+ cannot be unpacked/);
      }
      expect(opened).to.deep.equal([]);
    });

    it('leaves a store that holds data as it is, and says how to go on', async () => {
      await backUp();
      const store = new MapStore();
      await restore([file], store);
      const before = await store.snapshot(contentHash);
      const { code, err } = await restore([file], store);
      expect(code).to.equal(1);
      expect(err).to.match(/^The store holds data already.*Nothing was changed.*DATA_DIR.*DATABASE_URL/s);
      expect(err).not.to.contain('    at ');
      expect(await store.snapshot(contentHash)).to.equal(before);
    });

    it('fails when the store does not hold in the end what the backup holds', async () => {
      await backUp();
      class Forgetful extends MapStore {
        override async fill(): Promise<void> {
          // Takes nothing.
        }
      }
      const { code, err } = await restore([file], new Forgetful());
      expect(code).to.equal(1);
      expect(err).to.match(/^The store does not hold what .*monday\.backup holds/);
    });

    it('closes the store whatever happens', async () => {
      await backUp();
      let closed = 0;
      class Closing extends MapStore {
        override async close(): Promise<void> {
          closed += 1;
        }
      }
      const store = new Closing();
      await restore([file], store);
      await restore([file], store);
      expect(closed).to.equal(2);
    });

    it('fails when there is no such file', async () => {
      const { code, err } = await restore();
      expect([code, err]).to.deep.equal([1, `There is no file or folder ${file}.\n`]);
    });
  });

  describe('migrate', () => {
    const migrate = (args: readonly string[], ...notices: StoreNotice[]) => {
      const openStore: MigrateDeps['openStore'] = async (hear) => {
        for (const notice of notices) hear(notice);
        return new MapStore() as unknown as Store;
      };
      return runCli({ migrate: migrateCommand({ openStore }) }, ['migrate', ...args]);
    };
    const migrated = { kind: 'migrated', from: 1, to: 2, backup: '/data/before-2' } as const;

    it('says from where to where the data was brought, and where it lies as it was', async () => {
      const { code, out } = await migrate([], migrated);
      expect(code).to.equal(0);
      expect(out).to.equal('The data was brought from version 1 to 2.\nAs it was before, it lies in /data/before-2.\n');
      expect((await migrate([], { ...migrated, backup: undefined })).out).to.equal(
        'The data was brought from version 1 to 2.\n',
      );
    });

    it('says that there is nothing to do', async () => {
      const { code, out } = await migrate([]);
      expect([code, out]).to.deep.equal([0, `Nothing to do: the data is of version ${schemaVersion}.\n`]);
    });

    it('answers machines in JSON', async () => {
      expect(JSON.parse((await migrate(['--json'], migrated)).out)).to.deep.equal({
        migrated: true,
        schemaVersion,
        from: 1,
        to: 2,
        backup: '/data/before-2',
      });
      expect(JSON.parse((await migrate(['--json'])).out)).to.deep.equal({ migrated: false, schemaVersion });
    });

    it('tells of a torn commit that opening cut off', async () => {
      const cut = { kind: 'tornTailCut', file: '/data/journal', offset: 12, bytes: 7 } as const;
      expect((await migrate([], cut)).err).to.contain('/data/journal: 7 bytes from byte 12 on were cut off');
    });

    it('fails with the reason for which the store does not open', async () => {
      const openStore = () => Promise.reject(new AppError('STORE_NEWER', 'data of version 9'));
      const { code, err } = await runCli({ migrate: migrateCommand({ openStore }) }, ['migrate']);
      expect([code, err]).to.deep.equal([
        1,
        'data of version 9\nA newer version of this program has written it: install that version.\n',
      ]);
    });
  });

  it('shows progress to people only, and takes it away again', async () => {
    expect((await backUp()).err).to.equal('');
    expect((await restore()).err).to.equal('');
    const { err } = await restore([file], new MapStore(), true);
    expect(err).to.contain('Checking').and.to.contain('Restoring 3 records …');
    expect(err.endsWith('\r\u001b[K')).to.equal(true);
  });

  const wrong: readonly (readonly string[])[] = [
    ['backup'],
    ['backup', ''],
    ['backup', 'a', 'b'],
    ['backup', 'a', '--gently'],
    ['restore'],
    ['restore', 'a', 'b'],
    ['restore', 'a', '--force'],
    ['migrate', 'now'],
  ];
  for (const args of wrong) {
    it(`shows how it is used when called as "${args.join(' ')}"`, async () => {
      const openStore = () => Promise.reject(new Error('opened'));
      const commands = {
        backup: backupCommand({ openStore, now: () => now, program: '1.2.3' }),
        restore: restoreCommand({ openStore }),
        migrate: migrateCommand({ openStore }),
      };
      const { code, err, out } = await runCli(commands, args);
      expect([code, out]).to.deep.equal([2, '']);
      expect(err).to.contain(`Usage:\n  npm run cli -- ${args[0]}`);
    });
  }
});
