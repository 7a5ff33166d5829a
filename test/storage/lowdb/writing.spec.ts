import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { members, organisations } from '../../../domain/network/network.ts';
import { put, remove } from '../../../domain/store.ts';
import { openLowdbStore } from '../../../storage/lowdb/open.ts';
import { expectCode } from '../expect-code.ts';
import { aMember, anOrganisation } from '../records.ts';
import { expectAgreementWithModel } from '../store-model.ts';
import { type DataFolder, diskSteps, diskThat, fullDisk, newDataFolder } from './folder.ts';

describe('the lowdb store writing', () => {
  let folder: DataFolder;

  beforeEach(async () => {
    folder = await newDataFolder();
  });
  afterEach(() => folder.dispose());

  const journal = () => readFile(join(folder.dataDir, 'journal', '000000000001.jsonl'), 'utf8');
  const journalLines = async () => (await journal()).trimEnd().split('\n').slice(1);

  it('makes its folder and files for this user alone', async () => {
    const dataDir = join(folder.dataDir, 'a', 'b');
    const store = await openLowdbStore({ dataDir });
    await store.commit([put(members, aMember())]);
    await store.forget(members);
    await store.close();
    expect((await stat(dataDir)).mode & 0o777).to.equal(0o700);
    const all = await readdir(dataDir, { recursive: true, withFileTypes: true });
    const files = all.filter((entry) => entry.isFile() && entry.name !== 'writer.lock');
    expect(files).to.have.length(3);
    for (const { parentPath, name } of files)
      expect((await stat(join(parentPath, name))).mode & 0o777, name).to.equal(0o600);
  });

  it('has every acknowledged commit as one line of the journal', async () => {
    const store = await folder.open();
    const [member, organisation] = [aMember(), anOrganisation()];
    await store.commit([put(members, member), put(organisations, organisation)]);
    await store.commit([remove(members, { ...member, version: 1 })]);
    const entries = (await journalLines()).map((line) => JSON.parse(line.slice(9)) as unknown);
    expect(entries).to.deep.equal([
      {
        commit: 1,
        changes: [
          ['members', { ...member, version: 1 }],
          ['organisations', { ...organisation, version: 1 }],
        ],
      },
      { commit: 2, changes: [['members', member.id]] },
    ]);
  });

  it('resolves a commit when its line is written and synced', async () => {
    const calls: string[] = [];
    const store = await folder.open({ disk: diskThat((step) => void calls.push(step)) });
    calls.length = 0;
    await store.commit([put(members, aMember())]);
    expect(calls).to.deep.equal(['write', 'sync']);
  });

  it('shares one write and sync between commits made at once', async () => {
    const calls: string[] = [];
    const store = await folder.open({ disk: diskThat((step) => void calls.push(step)) });
    calls.length = 0;
    await Promise.all(Array.from({ length: 20 }, () => store.commit([put(members, aMember())])));
    expect(calls).to.deep.equal(['write', 'sync']);
    expect(await journalLines()).to.have.length(20);
  });

  it('shares the next ones between commits made during another, and those that follow its being told', async () => {
    const calls: string[] = [];
    const store = await folder.open({ disk: diskThat((step) => void calls.push(step)) });
    calls.length = 0;
    const twice = async () => {
      for (let turn = 0; turn < 2; turn += 1) await store.commit([put(members, aMember())]);
    };
    await Promise.all(Array.from({ length: 20 }, twice));
    expect(calls).to.deep.equal(['write', 'sync', 'write', 'sync']);
    expect(await journalLines()).to.have.length(40);
  });

  it('writes nothing for a commit that only checks', async () => {
    const store = await folder.open();
    const member = aMember();
    await store.commit([put(members, member)]);
    await store.commit([{ op: 'check', collection: 'members', id: member.id, version: 1 }]);
    expect(await journalLines()).to.have.length(1);
  });

  it('shows a commit to nobody before it is on disk', async () => {
    const gate = Promise.withResolvers<void>();
    let closed = false;
    const store = await folder.open({
      disk: diskThat((step) => (closed && step === 'sync' ? gate.promise : undefined)),
    });
    closed = true;
    const member = aMember();
    const commit = store.commit([put(members, member)]);
    expect(await store.get(members, member.id)).to.equal(undefined);
    gate.resolve();
    await commit;
    expect(await store.get(members, member.id)).to.include({ version: 1 });
  });

  it('takes commits made at once one after the other', async function () {
    this.timeout(60_000);
    await expectAgreementWithModel(await folder.open(), true);
  });

  it('lets a unique key wander between commits of one write', async () => {
    const store = await folder.open();
    const [first, second] = [aMember(), aMember()];
    await store.commit([put(members, first)]);
    const wandered = { ...second, version: 1, networkId: first.networkId, personId: first.personId };
    await Promise.all([
      store.commit([put(organisations, anOrganisation())]),
      store.commit([put(members, second)]),
      store.commit([remove(members, { ...first, version: 1 })]),
      store.commit([put(members, wandered)]),
    ]);
    await expectCode(store.commit([put(members, { ...wandered, id: 'third', version: 0 })]), 'DUPLICATE');
  });

  it('is not ready when its folder is gone', async () => {
    const dataDir = join(folder.dataDir, 'inner');
    const store = await openLowdbStore({ dataDir });
    await rm(dataDir, { recursive: true });
    await expectCode(store.ready(), 'STORE_UNAVAILABLE');
    await store.close();
  });

  it('is refused on a folder that cannot be made', async () => {
    const dataDir = join(folder.dataDir, 'file', 'inner');
    await (await folder.open()).close();
    await rm(folder.dataDir, { recursive: true });
    await expectCode(openLowdbStore({ dataDir: join('/dev/null', 'inner') }), 'STORE_UNAVAILABLE');
    expect((await openLowdbStore({ dataDir }).then((store) => store.close())) === undefined).to.equal(true);
  });

  describe('a write that fails', () => {
    for (const step of ['write', 'sync'] as const)
      it(`at ${step} leaves neither its commits nor a trace of them`, async () => {
        const faults = { left: 0 };
        const store = await folder.open({ disk: fullDisk(step, faults) });
        const kept = aMember({ name: 'kept', groupIds: ['g'] });
        await store.commit([put(members, kept)]);
        const before = await journal();
        faults.left = 1;
        const change = put(members, { ...kept, version: 1, name: 'lost', groupIds: ['h'] });
        const error = await expectCode(store.commit([change]), 'STORE_UNAVAILABLE');
        expect(error.cause).to.include({ code: 'ENOSPC' });
        expect(await store.get(members, kept.id)).to.include({ name: 'kept', version: 1 });
        expect(await store.count(members, { groupIds: 'h' })).to.equal(0);
        expect(await journal()).to.equal(before);
        await store.commit([change]);
        expect(await store.get(members, kept.id)).to.include({ name: 'lost', version: 2 });
      });

    it('and cannot be taken back is taken back before the next one', async () => {
      let failing: readonly string[] = [];
      const disk = diskThat((step) => {
        if (failing.includes(step)) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      });
      const store = await folder.open({ disk });
      const member = aMember();
      failing = ['sync', 'truncate'];
      await expectCode(store.commit([put(members, aMember({ name: 'refused' }))]), 'STORE_UNAVAILABLE');
      expect(await journal()).to.contain('refused');
      failing = ['truncate'];
      await expectCode(store.commit([put(members, member)]), 'STORE_UNAVAILABLE');
      failing = [];
      await store.commit([put(members, member)]);
      expect(await journalLines()).to.have.length(1);
      await store.close();
      expect(await (await folder.open()).find(members, {})).to.deep.equal([{ ...member, version: 1 }]);
    });

    it('and cannot be taken back is taken back at the latest when the store closes', async () => {
      let failing = false;
      const disk = diskThat((step) => {
        if (failing && step !== 'write') throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      });
      const store = await folder.open({ disk });
      failing = true;
      await expectCode(store.commit([put(members, aMember())]), 'STORE_UNAVAILABLE');
      failing = false;
      await store.close();
      expect(await journalLines()).to.deep.equal([]);
    });

    it('fails all commits that were in it, also those refused because of another one', async () => {
      const faults = { left: 0 };
      const store = await folder.open({ disk: fullDisk('sync', faults) });
      const gone = aMember();
      const first = store.commit([put(members, aMember())]);
      faults.left = 1;
      const commits = [first, store.commit([put(members, gone)]), store.commit([put(members, gone)])];
      for (const commit of commits) await expectCode(commit, 'STORE_UNAVAILABLE');
      expect(await store.count(members, {})).to.equal(0);
      await store.commit([put(members, gone)]);
      expect(await store.find(members, {})).to.deep.equal([{ ...gone, version: 1 }]);
    });

    it('makes the store unready until the disk takes a write again', async () => {
      const faults = { left: 0 };
      const store = await folder.open({ disk: fullDisk('write', faults) });
      faults.left = 2;
      await expectCode(store.commit([put(members, aMember())]), 'STORE_UNAVAILABLE');
      await expectCode(store.ready(), 'STORE_UNAVAILABLE');
      await store.ready();
    });

    for (const step of diskSteps)
      it(`at ${step} while the folder is first opened leaves one that can be opened`, async () => {
        const faults = { left: 1 };
        await expectCode(folder.open({ disk: fullDisk(step, faults) }), 'STORE_UNAVAILABLE');
        const store = await folder.open();
        const member = aMember();
        await store.commit([put(members, member)]);
        await store.close();
        expect(await (await folder.open()).count(members, {})).to.equal(1);
      });
  });
});
