import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { isThere } from '../../storage/durable-file.ts';
import { keyPlaceFault, makeKeyPlace } from '../../storage/vault/key-place.ts';
import { formerKeys, moveKeys } from '../../storage/vault/move-keys.ts';
import { expectCode } from './expect-code.ts';

describe('the folder of keys', () => {
  let folder: string;
  let dataDir: string;
  let keyDir: string;
  const oneDisk = async () => 1;
  const place = (more: object = {}) => ({ dataDir, keyDir, keyDirNamed: false, ...more });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'key-place-'));
    dataDir = join(folder, 'data');
    keyDir = join(folder, 'data-keys');
    await mkdir(dataDir);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made beside the data folder, and is right there', async () => {
    expect(await keyPlaceFault(place())).to.equal(undefined);
    await makeKeyPlace(place());
    expect(await isThere(keyDir)).to.equal(true);
  });

  for (const inside of ['.', 'keys', 'a/b/c']) {
    it(`is not taken inside the data folder: ${inside}`, async () => {
      const wrong = place({ keyDir: join(dataDir, inside), keyDirNamed: true });
      expect(await keyPlaceFault(wrong)).to.contain('lies inside DATA_DIR');
      await expectCode(makeKeyPlace(wrong), 'CONFIG_INVALID');
    });
  }

  it('is not taken inside the data folder when a link leads there', async () => {
    await symlink(dataDir, join(folder, 'elsewhere'));
    const wrong = place({ keyDir: join(folder, 'elsewhere', 'keys'), keyDirNamed: true });
    expect(await keyPlaceFault(wrong)).to.contain('lies inside DATA_DIR');
  });

  it('may have a name that begins as the data folder’s does', async () => {
    expect(await keyPlaceFault(place({ keyDir: `${dataDir}2`, keyDirNamed: true }))).to.equal(undefined);
  });

  it('has to be named where the data is a disk of its own, since what is beside it may not last', async () => {
    const diskOf = async (path: string) => ((await stat(path)) && path === dataDir ? 2 : 1);
    expect(await keyPlaceFault(place(), oneDisk)).to.equal(undefined);
    expect(await keyPlaceFault(place(), diskOf)).to.contain('KEY_DIR has to be named');
    expect(await keyPlaceFault(place({ keyDirNamed: true }), diskOf)).to.equal(undefined);
    const mounted = { dataDir: '/dev', keyDir: '/dev-keys', keyDirNamed: false };
    expect(await keyPlaceFault(mounted)).to.contain('KEY_DIR has to be named');
  });

  it('lasts where it is a disk of its own, too', async () => {
    await mkdir(keyDir);
    const diskOf = async (path: string) => [dirname(folder), folder, dataDir, keyDir].indexOf(path);
    expect(await keyPlaceFault(place(), diskOf)).to.equal(undefined);
  });

  it('is named when it cannot be made', async () => {
    await writeFile(keyDir, 'a file');
    await expectCode(makeKeyPlace(place()), 'CONFIG_INVALID');
  });

  describe('of an earlier version, inside the data folder', () => {
    const keys: Readonly<Record<string, Buffer>> = {
      'link.key': Buffer.alloc(32, 1),
      'surveys/one.key': Buffer.alloc(32, 2),
      'surveys/two.key': Buffer.alloc(32, 3),
      'surveys/three.gone': Buffer.alloc(0),
    };
    const move = () => moveKeys(formerKeys(dataDir), keyDir);

    beforeEach(async () => {
      await mkdir(join(dataDir, 'keys', 'surveys'), { recursive: true });
      for (const [path, key] of Object.entries(keys)) await writeFile(join(dataDir, 'keys', path), key);
    });

    async function expectMoved() {
      for (const [path, key] of Object.entries(keys)) {
        expect((await readFile(join(keyDir, path))).equals(key), path).to.equal(true);
      }
      expect((await readdir(join(keyDir, 'surveys'))).sort()).to.deep.equal(['one.key', 'three.gone', 'two.key']);
      expect(await readdir(dataDir)).to.deep.equal([]);
    }

    it('is moved whole, and its place is gone', async () => {
      expect(await move()).to.equal(4);
      await expectMoved();
      expect(await move()).to.equal(0);
    });

    it('is moved on after a start that was killed, whatever it had copied', async () => {
      await mkdir(join(keyDir, 'surveys'), { recursive: true });
      await writeFile(join(keyDir, 'surveys', 'one.key'), keys['surveys/one.key'] ?? '');
      await rename(join(dataDir, 'keys', 'link.key'), join(keyDir, 'link.key'));
      expect(await move()).to.equal(3);
      await expectMoved();
    });

    it('is moved once by several that start together', async () => {
      const moving = async () => {
        const count = await move();
        await expectMoved();
        return count;
      };
      const moved = await Promise.all(Array.from({ length: 8 }, moving));
      expect(moved.reduce((sum, count) => sum + count, 0)).to.equal(4);
    });

    it('leaves no copy behind of a key that was never finished', async () => {
      await writeFile(join(dataDir, 'keys', 'surveys', 'one.key.0123.tmp'), keys['surveys/one.key'] ?? '');
      await move();
      await expectMoved();
    });

    it('is moved where no survey ever had a key', async () => {
      await rm(join(dataDir, 'keys', 'surveys'), { recursive: true });
      expect(await move()).to.equal(1);
      expect([await readdir(keyDir), await readdir(dataDir)]).to.deep.equal([['link.key'], []]);
    });

    it('stays where another key lies in its place, and so does the other, until the wrong one is away', async () => {
      await mkdir(join(keyDir, 'surveys'), { recursive: true });
      await writeFile(join(keyDir, 'surveys', 'one.key'), Buffer.alloc(32, 9));
      await expectCode(move(), 'STORE_DAMAGED');
      expect((await readFile(join(keyDir, 'surveys', 'one.key')))[0]).to.equal(9);
      expect((await readFile(join(dataDir, 'keys', 'surveys', 'one.key')))[0]).to.equal(2);
      await rm(join(keyDir, 'surveys', 'one.key'));
      await move();
      await expectMoved();
    });

    it('keeps what is no key', async () => {
      await writeFile(join(dataDir, 'keys', 'README'), 'ours');
      await mkdir(join(dataDir, 'keys', 'old.key'));
      await move();
      expect((await readdir(join(dataDir, 'keys'))).sort()).to.deep.equal(['README', 'old.key']);
    });
  });
});
