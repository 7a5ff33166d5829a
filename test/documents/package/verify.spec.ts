import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { verifyBag } from '../../../documents/package/verify.ts';
import { contentsOf, rezip, unzip, zipOf } from './example-package.ts';

const folder = 'uudi-2021-11-26';
const page = `${folder}/data/index.html`;

describe('the check of a bag', () => {
  let whole: Buffer;
  let files: Map<string, Buffer>;

  before(async () => {
    whole = await zipOf(await contentsOf());
    files = await unzip(whole);
  });

  /** The faults of the bag after something was done to its files, as `kind path`. */
  async function faultsAfter(change: (files: Map<string, Buffer>) => void): Promise<string[]> {
    const changed = new Map(files);
    change(changed);
    return faultsIn(await rezip(changed));
  }

  async function faultsIn(bytes: Buffer, limits?: Parameters<typeof verifyBag>[1]): Promise<string[]> {
    const { faults } = await verifyBag(bytes, limits);
    return faults.map(({ kind, path }) => [kind, path].filter(Boolean).join(' '));
  }

  it('finds nothing in a whole one, in memory or on disk, and tells how much is in it', async () => {
    const inMemory = await verifyBag(whole);
    expect(inMemory.faults).to.deep.equal([]);
    expect(inMemory.payloadFiles).to.equal([...files.keys()].filter((path) => path.includes('/data/')).length);
    expect(inMemory.info['Payload-Oxum']).to.equal(`${inMemory.payloadBytes}.${inMemory.payloadFiles}`);
    const place = await mkdtemp(join(tmpdir(), 'verify-'));
    await writeFile(join(place, 'a.zip'), whole);
    expect(await verifyBag(join(place, 'a.zip'))).to.deep.equal(inMemory);
    await rm(place, { recursive: true });
  });

  it('says on top, in three languages, where to begin, and notices when that is altered', async () => {
    const [start, readMe] = ['START.html', 'README.txt'].map((path) => files.get(`${folder}/${path}`)?.toString());
    const links = [...(start ?? '').matchAll(/<section lang="(..)">[^]*?href="([^"]+)"/g)].map(([, ...link]) => link);
    expect(links).to.deep.equal(['fi', 'sv', 'en'].map((language) => [language, 'data/index.html']));
    expect([...files.keys()]).to.include(page);
    expect(readMe?.match(/data\/index\.html/g)).to.have.length(3);
    const change = (changed: Map<string, Buffer>) => changed.set(`${folder}/START.html`, Buffer.from('elsewhere'));
    expect(await faultsAfter(change)).to.deep.equal(['altered START.html']);
  });

  it('finds nothing in one that was unpacked and packed again by another program', async () => {
    expect(await faultsIn(await rezip([...files].toReversed()))).to.deep.equal([]);
  });

  it('names a file in which one byte is flipped', async () => {
    const faults = await faultsAfter((changed) => {
      const bytes = Buffer.from(changed.get(page) ?? '');
      bytes[100] = (bytes[100] ?? 0) ^ 1;
      changed.set(page, bytes);
    });
    expect(faults).to.deep.equal(['altered data/index.html']);
  });

  it('names a file whose packed bytes are damaged', async () => {
    const damaged = Buffer.from(whole);
    const start = damaged.indexOf(page) + page.length;
    damaged.fill(0xff, start + 200, start + 240);
    expect(await faultsIn(damaged)).to.deep.equal(['altered data/index.html']);
  });

  it('names a missing file, and that less was found than declared', async () => {
    expect(await faultsAfter((changed) => changed.delete(page))).to.deep.equal(['missing data/index.html', 'altered']);
  });

  it('names an extra file in the payload', async () => {
    const faults = await faultsAfter((changed) => changed.set(`${folder}/data/extra.html`, Buffer.from('x')));
    expect(faults).to.deep.equal(['extra data/extra.html', 'altered']);
  });

  it('names an extra file beside the payload, and one beside the bag', async () => {
    const faults = await faultsAfter((changed) => {
      changed.set(`${folder}/setup.exe`, Buffer.from('x'));
      changed.set('__MACOSX/x', Buffer.from('x'));
    });
    expect(faults).to.have.members(['extra setup.exe', 'extra ../__MACOSX/x']);
  });

  it('names a tag file that was altered', async () => {
    const info = `${folder}/bag-info.txt`;
    const faults = await faultsAfter((changed) =>
      changed.set(info, Buffer.from(String(changed.get(info)).replace('UuDi', 'UuXX'))),
    );
    expect(faults).to.deep.equal(['altered bag-info.txt']);
  });

  it('is not deceived by a payload, a manifest and a size that fit each other', async () => {
    const faults = await faultsAfter((changed) => {
      const manifest = `${folder}/manifest-sha512.txt`;
      const lines = String(changed.get(manifest)).split('\n');
      changed.delete(page);
      changed.set(manifest, Buffer.from(lines.filter((line) => !line.endsWith('data/index.html')).join('\n')));
    });
    expect(faults).to.include('altered manifest-sha512.txt');
  });

  for (const tag of ['manifest-sha512.txt', 'tagmanifest-sha512.txt', 'bag-info.txt']) {
    it(`misses ${tag}`, async () => {
      expect(await faultsAfter((changed) => changed.delete(`${folder}/${tag}`))).to.include(`missing ${tag}`);
    });
  }

  it('refuses a manifest line that is none', async () => {
    const manifest = `${folder}/manifest-sha512.txt`;
    const faults = await faultsAfter((changed) =>
      changed.set(manifest, Buffer.concat([changed.get(manifest) ?? Buffer.of(), Buffer.from('nonsense\n')])),
    );
    expect(faults).to.deep.equal(['altered manifest-sha512.txt', 'altered manifest-sha512.txt']);
  });

  it('calls what is not a zip, or is cut short, or has no bag in it, not a bag', async () => {
    expect(await faultsIn(Buffer.from('hello'))).to.deep.equal(['notABag']);
    expect(await faultsIn(Buffer.alloc(0))).to.deep.equal(['notABag']);
    expect(await faultsIn(whole.subarray(0, whole.length - 100))).to.deep.equal(['notABag']);
    expect(await faultsIn(await rezip([['a.txt', Buffer.from('x')]]))).to.deep.equal(['notABag']);
    expect(await faultsIn(await rezip([]))).to.deep.equal(['notABag']);
  });

  it('calls two bags in one file not a bag, and one that does not declare itself', async () => {
    const two = [...files].flatMap(([path, bytes]) => [
      [path, bytes] as const,
      [`other/${path.split('/').slice(1).join('/')}`, bytes] as const,
    ]);
    expect(await faultsIn(await rezip(two))).to.deep.equal(['notABag']);
    const faults = await faultsAfter((changed) =>
      changed.set(`${folder}/bagit.txt`, Buffer.from('BagIt-Version: 9.9\n')),
    );
    expect(faults).to.have.members(['notABag bagit.txt', 'altered bagit.txt']);
  });

  it('refuses a name that leads out of the folder, before reading anything', async () => {
    const zipped = await rezip([...files, [`${folder}/data/aa/evil.sh`, Buffer.from('x')]]);
    // The packer refuses such names, so the name is put in afterwards, at equal length.
    const evil = Buffer.from(
      zipped.toString('latin1').replaceAll(`${folder}/data/aa/evil.sh`, `${folder}/../../../evil.s`),
      'latin1',
    );
    expect(await faultsIn(evil)).to.deep.equal([`unsafe ${folder}/../../../evil.s`]);
    const absolute = Buffer.from(
      zipped.toString('latin1').replaceAll(`${folder}/data/aa/evil.sh`, `/${'e'.repeat(folder.length + 15)}`),
      'latin1',
    );
    expect((await faultsIn(absolute))[0]).to.match(/^unsafe \/e+$/);
  });

  it('refuses a symbolic link, and a path that stands twice', async () => {
    const link = await rezip([...files, [`${folder}/data/link`, Buffer.from('/etc/passwd'), 0o120777]]);
    expect(await faultsIn(link)).to.deep.equal([`unsafe ${folder}/data/link`]);
    const twice = await rezip([...files, [page, Buffer.from('another page')]]);
    expect(await faultsIn(twice)).to.deep.equal([`unsafe ${page}`]);
  });

  it('refuses what would be too many files, too large a file, or too much together, unread', async () => {
    const limits = { entries: 100, fileBytes: 1_000_000, totalBytes: 10_000_000 };
    expect(await faultsIn(whole, limits)).to.deep.equal([]);
    expect(await faultsIn(whole, { ...limits, entries: 5 })).to.deep.equal(['tooLarge']);
    expect(await faultsIn(whole, { ...limits, totalBytes: 2000 })).to.deep.equal(['tooLarge']);
    const bomb = await rezip([...files, [`${folder}/data/zeros`, Buffer.alloc(1_000_001)]]);
    expect(await faultsIn(bomb, limits)).to.deep.equal([`tooLarge ${folder}/data/zeros`]);
  });

  it('does not believe a file that declares less than it holds', async () => {
    const bytes = Buffer.alloc(100_000);
    const lying = await rezip([...files, [`${folder}/data/zeros`, bytes]]);
    const entry = lying.lastIndexOf(`${folder}/data/zeros`) - 46;
    lying.writeUInt32LE(10, entry + 24);
    expect(await faultsIn(lying)).to.include('altered data/zeros');
  });

  it('rejects when there is no such file', async () => {
    const failed = await verifyBag('/nowhere/a.zip').catch((error: NodeJS.ErrnoException) => error.code);
    expect(failed).to.equal('ENOENT');
  });
});
