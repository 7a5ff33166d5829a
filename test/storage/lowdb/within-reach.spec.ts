import { link, mkdtemp, readdir, readFile, readlink, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Member, members, organisations } from '../../../domain/network/network.ts';
import { put, remove, type Store } from '../../../domain/store.ts';
import { OpenFiles } from '../../../storage/lowdb/open-files.ts';
import { expectCode } from '../expect-code.ts';
import { aMember, anOrganisation } from '../records.ts';
import { type DataFolder, newDataFolder } from './folder.ts';

describe('lowdb records that lie in segments', () => {
  let folder: DataFolder;
  const ids = ['a', 'b', 'c'];
  const stored: Member[] = ids.map((id) => aMember({ id, version: 1 }));
  const [a, b] = stored as [Member, Member];

  beforeEach(async () => {
    folder = await newDataFolder();
    const store = await folder.open();
    await store.fill(entriesOf(stored));
    await store.close();
  });
  afterEach(() => folder.dispose());

  const segment = () => join(folder.dataDir, 'segments', 'members-1-2.jsonl');

  /** Changes a byte of the nth line of the segment, from 0, in place; gives where that line begins. */
  async function change(line: number, to: string): Promise<number> {
    const content = await readFile(segment());
    const before = content.toString('latin1').split('\n').slice(0, line);
    const start = before.reduce((sum, text) => sum + text.length + 1, 0);
    content.write(to, start + 30);
    await writeFile(segment(), content);
    return start;
  }

  it('are read from their file when they are asked for, each checked by itself', async () => {
    const store = await folder.open();
    expect(await store.get(members, 'a')).to.deep.equal(a);
    const start = await change(2, '~');
    const error = await expectCode(store.get(members, 'b'), 'STORE_DAMAGED');
    expect(error.message).to.contain(`${segment()} at byte ${start}`);
    expect(await store.get(members, 'a')).to.deep.equal(a);
    expect(await store.get(members, 'c')).to.deep.equal(stored[2]);
    expect(await store.count(members, {})).to.equal(3);
  });

  it('and are damaged when first looked for are refused one by one', async () => {
    const store = await folder.open();
    await change(2, '~');
    await expectCode(store.get(members, 'b'), 'STORE_DAMAGED');
    expect(await store.get(members, 'c')).to.deep.equal(stored[2]);
  });

  it('are all refused where nobody can tell any more which is which', async () => {
    for (const damage of [
      async () => change(0, '~'),
      async () => change(2, '\n'),
      async () => truncate(segment(), (await readFile(segment())).length - 1),
    ]) {
      const before = await readFile(segment());
      const store = await folder.open();
      await damage();
      await expectCode(store.get(members, 'a'), 'STORE_DAMAGED');
      await expectCode(store.count(members, {}), 'STORE_DAMAGED');
      await writeFile(segment(), before);
      expect(await store.count(members, {})).to.equal(3);
      await store.close();
    }
  });

  it('are there, with what the journal changed, once a file can be read again that could not', async () => {
    const first = await folder.open();
    await first.commit([put(members, { ...a, name: 'changed' }), remove(members, b)]);
    await first.close();
    const store = await folder.open();
    await rename(segment(), `${segment()}.away`);
    await expectCode(store.find(members, {}), 'STORE_UNAVAILABLE');
    await expectCode(store.forget(), 'STORE_UNAVAILABLE');
    await rename(`${segment()}.away`, segment());
    await store.forget();
    const left = [{ ...a, name: 'changed', version: 2 }, stored[2]];
    expect(await store.find(members, {})).to.deep.equal(left);
    await store.close();
    expect(await (await folder.open()).find(members, {})).to.deep.equal(left);
  });

  it('and are damaged are not changed, and hinder no other commit', async () => {
    const store = await folder.open();
    await change(2, '~');
    const [refused] = await Promise.allSettled([
      store.commit([put(members, b)]),
      store.commit([put(members, { ...a, name: 'changed' })]),
    ]);
    expect(refused).to.have.nested.property('reason.code', 'STORE_DAMAGED');
    expect(await store.get(members, 'a')).to.include({ name: 'changed', version: 2 });
  });

  it('and are damaged are never written anew as if they were whole', async () => {
    const store = await folder.open();
    await store.commit([put(members, { ...a, name: 'changed' })]);
    await change(2, '~');
    const damaged = await readFile(segment());
    await expectCode(store.forget(), 'STORE_UNAVAILABLE');
    expect(await readFile(segment())).to.deep.equal(damaged);
    await expectCode(store.get(members, 'b'), 'STORE_DAMAGED');
    expect(await store.get(members, 'c')).to.deep.equal(stored[2]);
  });

  describe('whose file a fold deletes', () => {
    /** Replaces one member, deletes another, and folds; then nothing is left of the file, also for who has it open. */
    async function foldAway(store: Store): Promise<void> {
      const other = join(folder.dataDir, 'other-name');
      await link(segment(), other);
      await store.commit([put(members, { ...a, name: 'changed' }), remove(members, b)]);
      await store.forget(members);
      expect(await readdir(join(folder.dataDir, 'segments'))).to.deep.equal(['members-1-3.jsonl']);
      await truncate(other);
    }

    it('are still there for a snapshot from before', async () => {
      const store = await folder.open();
      await store.snapshot(async (view) => {
        await foldAway(store);
        expect(await view.find(members, {})).to.deep.equal(stored);
      });
    });

    it('are still there for a stream from before', async () => {
      const store = await folder.open();
      const seen: Member[] = [];
      for await (const member of store.stream(members, {})) {
        if (seen.length === 0) await foldAway(store);
        seen.push(member);
      }
      expect(seen).to.deep.equal(stored);
    });

    it('are still there for everybody, fold after fold', async () => {
      const store = await folder.open();
      await foldAway(store);
      await store.commit([put(members, { ...a, version: 2, name: 'again' })]);
      await store.forget(members);
      const expected = [{ ...a, version: 3, name: 'again' }, stored[2]];
      expect(await store.find(members, {})).to.deep.equal(expected);
    });

    it('are still there for a reader beside the writer, which has not asked for any yet', async () => {
      const store = await folder.open();
      const reader = await folder.open({ readOnly: true });
      await foldAway(store);
      expect(await reader.find(members, {})).to.deep.equal(stored);
    });
  });

  describe('in open files', () => {
    before(function () {
      if (process.platform !== 'linux') this.skip();
    });

    it('leave none open when the store is closed, and are refused from then on', async () => {
      const store = await folder.open();
      await store.get(members, 'a');
      expect(await openIn(folder.dataDir)).to.include(segment());
      await store.close();
      expect(await openIn(folder.dataDir)).to.deep.equal([]);
      await expectCode(store.get(members, 'b'), 'STORE_UNAVAILABLE');
    });

    it('leave none open of a segment that was deleted', async () => {
      const store = await folder.open();
      await store.commit([put(members, { ...a, name: 'changed' }), put(organisations, anOrganisation())]);
      await store.forget();
      expect((await openIn(join(folder.dataDir, 'segments'))).join()).not.to.contain('members-1-2');
    });

    it('have at most 32 open, those that were used last', async () => {
      const place = await mkdtemp(join(tmpdir(), 'open-files-'));
      const files = new OpenFiles();
      try {
        const paths = Array.from({ length: 40 }, (_, number) => join(place, `file-${number}`));
        for (const path of paths) await writeFile(path, path);
        for (const path of [...paths, ...paths.slice(0, 1)])
          expect(files.read(path, Buffer.alloc(1000), 1).toString()).to.equal(path.slice(1));
        expect(await openIn(place)).to.have.members([...paths.slice(9), ...paths.slice(0, 1)]);
        files.close();
        expect(await openIn(place)).to.deep.equal([]);
      } finally {
        files.close();
        await rm(place, { recursive: true });
      }
    });
  });
});

/** The files of a folder that this process has open. */
async function openIn(folder: string): Promise<string[]> {
  const descriptors = await readdir('/proc/self/fd');
  const paths = await Promise.all(descriptors.map((one) => readlink(`/proc/self/fd/${one}`).catch(() => '')));
  return paths.filter((path) => path.startsWith(`${folder}/`));
}

async function* entriesOf(records: readonly Member[]) {
  for (const record of records) yield { collection: 'members', record };
}
