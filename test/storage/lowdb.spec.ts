import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { members, organisations } from '../../domain/network/network.ts';
import { put, remove, type Store } from '../../domain/store.ts';
import { type Disk, machineDisk } from '../../storage/durable-file.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { expectCode } from './expect-code.ts';
import { aMember, anOrganisation } from './records.ts';
import { type OpenedStore, storeContract } from './store-contract.ts';
import { expectAgreementWithModel } from './store-model.ts';

async function openInNewFolder(): Promise<OpenedStore> {
  const dataDir = await newFolder();
  let open = await openLowdbStore({ dataDir });
  return {
    store: open,
    async reopen() {
      await open.close();
      open = await openLowdbStore({ dataDir });
      return open;
    },
    async dispose() {
      await open.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'lowdb-store-'));
}

storeContract('lowdb in one file', openInNewFolder);

describe('lowdb in one file', () => {
  let dataDir: string;
  let file: string;
  const openStores: Store[] = [];

  const open = async (readOnly = false, disk?: Disk): Promise<Store> => {
    const store = await openLowdbStore({ dataDir, readOnly, ...(disk ? { disk } : {}) });
    openStores.push(store);
    return store;
  };

  beforeEach(async () => {
    dataDir = await newFolder();
    file = join(dataDir, 'network.json');
  });
  afterEach(async () => {
    await Promise.all(openStores.splice(0).map((store) => store.close()));
    await rm(dataDir, { recursive: true });
  });

  describe('writing', () => {
    it('makes its folder, for this user alone', async () => {
      const inner = join(dataDir, 'a', 'b');
      const store = await openLowdbStore({ dataDir: inner });
      openStores.push(store);
      await store.commit([put(members, aMember())]);
      expect((await stat(inner)).mode & 0o777).to.equal(0o700);
      expect((await stat(join(inner, 'network.json'))).mode & 0o777).to.equal(0o600);
    });

    it('has every acknowledged commit in the file, and nothing left beside it', async () => {
      const store = await open();
      const member = aMember();
      await store.commit([put(members, member)]);
      expect(JSON.parse(await readFile(file, 'utf8'))).to.deep.include({ schemaVersion: 1 });
      expect(await recordsInFile('members')).to.deep.equal([{ ...member, version: 1 }]);
      expect((await readdir(dataDir)).sort()).to.deep.equal(['network.json', 'writer.lock']);
    });

    it('syncs the new content before it takes the old one’s place, and the folder after', async () => {
      const calls: string[] = [];
      const store = await open(false, watched(calls));
      await store.commit([put(members, aMember())]);
      expect(calls).to.deep.equal(['open', 'sync', 'rename', 'open', 'sync']);
    });

    it('groups commits made during a write into the next one', async () => {
      const calls: string[] = [];
      const store = await open(false, watched(calls));
      await Promise.all(Array.from({ length: 20 }, () => store.commit([put(members, aMember())])));
      expect(calls.filter((call) => call === 'rename')).to.have.length(2);
      expect(await recordsInFile('members')).to.have.length(20);
    });

    it('shows a commit to nobody before it is on disk', async () => {
      const gate = Promise.withResolvers<void>();
      const rename: Disk['rename'] = async (...names) => {
        await gate.promise;
        await machineDisk.rename(...names);
      };
      const store = await open(false, { ...machineDisk, rename });
      const member = aMember();
      const commit = store.commit([put(members, member)]);
      expect(await store.get(members, member.id)).to.equal(undefined);
      gate.resolve();
      await commit;
      expect(await store.get(members, member.id)).to.include({ version: 1 });
    });

    it('takes commits made at once one after the other', async function () {
      this.timeout(60_000);
      await expectAgreementWithModel(await open(), true);
    });

    it('lets a unique key wander between commits of one write', async () => {
      const store = await open();
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
  });

  describe('a write that fails', () => {
    const steps = ['open', 'writeFile', 'sync', 'rename'] as const;

    for (const step of steps)
      it(`at ${step} leaves neither its commits nor a trace of them`, async () => {
        const faults = { left: 0 };
        const store = await open(false, failing(step, faults));
        const kept = aMember({ name: 'kept', groupIds: ['g'] });
        await store.commit([put(members, kept)]);
        faults.left = 1;
        const change = put(members, { ...kept, version: 1, name: 'lost', groupIds: ['h'] });
        const error = await expectCode(store.commit([change]), 'STORE_UNAVAILABLE');
        expect(error.cause).to.include({ code: 'ENOSPC' });
        expect(await store.get(members, kept.id)).to.include({ name: 'kept', version: 1 });
        expect(await store.count(members, { groupIds: 'h' })).to.equal(0);
        expect(await recordsInFile('members')).to.deep.equal([{ ...kept, version: 1 }]);
        expect((await readdir(dataDir)).sort()).to.deep.equal(['network.json', 'writer.lock']);
        await store.commit([change]);
        expect(await store.get(members, kept.id)).to.include({ name: 'lost', version: 2 });
      });

    it('fails all commits that were in it, also those refused because of another one', async () => {
      const faults = { left: 0 };
      const store = await open(false, failing('rename', faults));
      const gone = aMember();
      const first = store.commit([put(members, aMember())]);
      faults.left = 2;
      const commits = [first, store.commit([put(members, gone)]), store.commit([put(members, gone)])];
      for (const commit of commits) await expectCode(commit, 'STORE_UNAVAILABLE');
      expect(await store.count(members, {})).to.equal(0);
      await store.commit([put(members, gone)]);
      expect(await recordsInFile('members')).to.deep.equal([{ ...gone, version: 1 }]);
    });

    it('makes the store unready until the disk takes a write again', async () => {
      const faults = { left: 2 };
      const store = await open(false, failing('writeFile', faults));
      await expectCode(store.commit([put(members, aMember())]), 'STORE_UNAVAILABLE');
      await expectCode(store.ready(), 'STORE_UNAVAILABLE');
      await store.ready();
    });
  });

  it('is not ready when its folder is gone', async () => {
    const inner = join(dataDir, 'inner');
    const store = await openLowdbStore({ dataDir: inner });
    openStores.push(store);
    await rm(inner, { recursive: true });
    await expectCode(store.ready(), 'STORE_UNAVAILABLE');
  });

  describe('a process killed while it commits', () => {
    it('loses no acknowledged commit, halves none, and leaves the folder free', async function () {
      this.timeout(60_000);
      const acknowledged: string[] = [];
      for (const round of ['one', 'two', 'three', 'four', 'five']) {
        acknowledged.push(...(await acknowledgedBeforeKill(round)));
        const store = await open();
        for (const name of acknowledged) {
          expect(await store.get(organisations, `${name}-a`), name).to.include({ version: 1 });
          expect(await store.get(organisations, `${name}-b`), name).to.include({ version: 1 });
        }
        const ids: string[] = [];
        for await (const { id } of store.stream(organisations, {})) ids.push(id);
        const halves = (end: string) => ids.filter((id) => id.endsWith(end)).map((id) => id.slice(0, -2));
        expect(halves('-a')).to.deep.equal(halves('-b'));
        await store.close();
      }
    });

    it('keeps others from writing while it lives', async () => {
      const child = startWriter('living');
      try {
        await firstLines(child, 1);
        await expectCode(open(), 'STORE_LOCKED');
        const beside = await open(true);
        expect(await beside.get(organisations, 'living-0-0-a')).to.include({ version: 1 });
      } finally {
        await kill(child);
      }
      await (await open()).commit([put(organisations, anOrganisation())]);
    });
  });

  describe('a second store on the folder', () => {
    it('is refused in the same process too, until the first is closed', async () => {
      const first = await open();
      const error = await expectCode(open(), 'STORE_LOCKED');
      expect(error.message).to.contain(dataDir);
      await first.close();
      await (await open()).commit([put(members, aMember())]);
    });

    it('takes over a lock file that nobody holds', async () => {
      await (await open()).close();
      expect(await readdir(dataDir)).to.deep.equal(['writer.lock']);
      await (await open()).ready();
    });

    it('may read what the first has written so far', async () => {
      const writer = await open();
      const member = aMember();
      await writer.commit([put(members, member)]);
      const reader = await open(true);
      await writer.commit([put(members, { ...member, version: 1 })]);
      expect(await reader.get(members, member.id)).to.include({ version: 1 });
      await reader.ready();
    });
  });

  describe('open for reading only', () => {
    it('refuses commits', async () => {
      await expectCode((await open(true)).commit([put(members, aMember())]), 'STORE_READ_ONLY');
    });

    it('writes nothing, not even a lock', async () => {
      const store = await open(true);
      expect(await store.count(members, {})).to.equal(0);
      await store.close();
      expect(await readdir(dataDir)).to.deep.equal([]);
    });

    it('shows a folder that does not exist as empty', async () => {
      const store = await openLowdbStore({ dataDir: join(dataDir, 'nowhere'), readOnly: true });
      expect(await store.count(members, {})).to.equal(0);
      expect(await readdir(dataDir)).to.deep.equal([]);
    });
  });

  describe('a data file that is not right', () => {
    const good = { ...aMember({ id: 'good' }), version: 1 };

    const refusals = {
      'a misshapen record': [{ members: [good, { ...good, id: 'bad', guest: 'yes' }] }, 'members bad'],
      'a record without an id': [{ members: [good, { ...good, id: undefined }] }, 'members at place 1'],
      'two records with one id': [{ members: [good, { ...good, personId: 'p' }] }, 'members good'],
      'two records with one key': [{ members: [good, { ...good, id: 'twin' }] }, 'members twin'],
    } as const;

    for (const [fault, [collections, named]] of Object.entries(refusals))
      it(`is refused with ${fault}, naming file and place`, async () => {
        await writeFile(file, JSON.stringify({ schemaVersion: 1, collections }));
        const error = await expectCode(open(), 'STORE_DAMAGED');
        expect(error.message).to.contain(file).and.to.contain(named);
        expect(error.hint).to.contain(file).and.to.contain(named);
      });

    for (const text of ['', 'null', '[]', '{"schemaVersion":1', '{"schemaVersion":1,"collections":[]}', '{}'])
      it(`is refused when it holds ${text || 'nothing'}`, async () => {
        await writeFile(file, text);
        expect((await expectCode(open(), 'STORE_DAMAGED')).message).to.contain(file);
        expect(await readFile(file, 'utf8')).to.equal(text);
      });

    it('is refused when a newer program has written it, whatever else it holds', async () => {
      await writeFile(file, JSON.stringify({ schemaVersion: 2, segments: [] }));
      const error = await expectCode(open(), 'STORE_NEWER');
      expect(error.message).to.contain(file).and.to.contain('2');
      await expectCode(open(true), 'STORE_NEWER');
    });

    it('is refused when it holds a collection of a newer program', async () => {
      await writeFile(file, JSON.stringify({ schemaVersion: 1, collections: { members: [good], visits: [] } }));
      const error = await expectCode(open(), 'STORE_NEWER');
      expect(error.message).to.contain(file).and.to.contain('visits');
    });

    it('leaves the folder free for the next opening', async () => {
      await writeFile(file, '{}');
      await expectCode(open(), 'STORE_DAMAGED');
      await rm(file);
      await (await open()).ready();
    });

    it('is opened when a collection is missing from it', async () => {
      await writeFile(file, JSON.stringify({ schemaVersion: 1, collections: { members: [good] } }));
      const store = await open();
      expect(await store.get(members, 'good')).to.deep.equal(good);
      expect(await store.count(organisations, {})).to.equal(0);
    });
  });

  it('is refused on a folder that cannot be made', async () => {
    await writeFile(join(dataDir, 'taken'), '');
    await expectCode(openLowdbStore({ dataDir: join(dataDir, 'taken', 'inner') }), 'STORE_UNAVAILABLE');
  });

  async function recordsInFile(collection: string): Promise<unknown[]> {
    return JSON.parse(await readFile(file, 'utf8')).collections[collection];
  }

  function startWriter(prefix: string): ChildProcess {
    const script = join(import.meta.dirname, 'crash-writer.ts');
    return spawn(process.execPath, [script, dataDir, prefix], { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  async function acknowledgedBeforeKill(prefix: string): Promise<string[]> {
    const child = startWriter(prefix);
    const rest = firstLines(child, Number.POSITIVE_INFINITY);
    await firstLines(child, 40);
    await kill(child);
    return rest;
  }
});

/** The lines a process prints, up to `count` of them or all that it prints before it ends. */
function firstLines(child: ChildProcess, count: number): Promise<string[]> {
  const { promise, resolve } = Promise.withResolvers<string[]>();
  const lines: string[] = [];
  if (!child.stdout) throw new Error('the process has no output');
  createInterface(child.stdout)
    .on('line', (line) => {
      if (lines.push(line) === count) resolve(lines);
    })
    .on('close', () => resolve(lines));
  return promise;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** The machine's disk, noting the calls that durability depends on. */
function watched(calls: string[]): Disk {
  return disk((step) => {
    if (step !== 'writeFile') calls.push(step);
  });
}

/** A disk that is full at one kind of call, as many times as `faults.left` says. */
function failing(at: string, faults: { left: number }): Disk {
  return disk((step) => {
    if (step === at && faults.left-- > 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  });
}

function disk(before: (step: string) => void): Disk {
  return {
    async open(...options) {
      before('open');
      return handle(await machineDisk.open(...options), before);
    },
    async rename(...names) {
      before('rename');
      await machineDisk.rename(...names);
    },
  };
}

function handle(real: FileHandle, before: (step: string) => void): FileHandle {
  const sync = real.sync.bind(real);
  const write = real.writeFile.bind(real);
  return Object.assign(real, {
    async sync() {
      before('sync');
      await sync();
    },
    async writeFile(...content: Parameters<FileHandle['writeFile']>) {
      before('writeFile');
      await write(...content);
    },
  });
}
