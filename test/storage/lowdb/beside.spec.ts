import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { members, organisations } from '../../../domain/network/network.ts';
import { put, type Store } from '../../../domain/store.ts';
import { machineDisk } from '../../../storage/durable-file.ts';
import { expectCode } from '../expect-code.ts';
import { aMember, anOrganisation } from '../records.ts';
import { type DataFolder, newDataFolder } from './folder.ts';

describe('a lowdb folder', () => {
  let folder: DataFolder;

  beforeEach(async () => {
    folder = await newDataFolder();
  });
  afterEach(() => folder.dispose());

  describe('with a second writer', () => {
    it('is refused in the same process too, until the first is closed', async () => {
      const first = await folder.open();
      const error = await expectCode(folder.open(), 'STORE_LOCKED');
      expect(error.message).to.contain(folder.dataDir);
      await first.close();
      await (await folder.open()).commit([put(members, aMember())]);
    });

    it('is refused while another process writes, and free once that was killed', async () => {
      const child = startWriter('living');
      try {
        await firstLines(child, 1);
        await expectCode(folder.open(), 'STORE_LOCKED');
        const beside = await folder.open({ readOnly: true });
        expect(await beside.get(organisations, 'living-0-0-a')).to.include({ version: 1 });
      } finally {
        await kill(child);
      }
      await (await folder.open()).commit([put(organisations, anOrganisation())]);
    });
  });

  it('keeps every acknowledged commit of a killed process whole', async function () {
    this.timeout(60_000);
    const acknowledged: string[] = [];
    for (const round of ['one', 'two', 'three']) {
      acknowledged.push(...(await acknowledgedBeforeKill(round)));
      const store = await folder.open();
      for (const name of acknowledged) {
        expect(await store.get(organisations, `${name}-a`), name).to.include({ version: 1 });
        expect(await store.get(organisations, `${name}-b`), name).to.include({ version: 1 });
      }
      const ids = await idsOf(store);
      const halves = (end: string) => ids.filter((id) => id.endsWith(end)).map((id) => id.slice(0, -2));
      expect(halves('-a')).to.deep.equal(halves('-b'));
      await store.close();
    }
  });

  describe('open for reading only', () => {
    it('shows what a writer beside it has written so far', async () => {
      const writer = await folder.open();
      const member = aMember();
      await writer.commit([put(members, member)]);
      const reader = await folder.open({ readOnly: true });
      await writer.commit([put(members, { ...member, version: 1 })]);
      expect(await reader.get(members, member.id)).to.include({ version: 1 });
      await reader.ready();
    });

    it('refuses to change anything', async () => {
      const store = await folder.open({ readOnly: true });
      await expectCode(store.commit([put(members, aMember())]), 'STORE_READ_ONLY');
      await expectCode(store.forget(members), 'STORE_READ_ONLY');
      await expectCode(
        store.take(members, {}, {}, (member) => member),
        'STORE_READ_ONLY',
      );
    });

    it('writes nothing, not even a lock', async () => {
      const store = await folder.open({ readOnly: true });
      expect(await store.count(members, {})).to.equal(0);
      await store.close();
      expect(await readdir(folder.dataDir)).to.deep.equal([]);
    });

    it('shows a folder that does not exist as empty', async () => {
      const inner = await newDataFolder();
      await rm(inner.dataDir, { recursive: true });
      const store = await inner.open({ readOnly: true });
      expect(await store.count(members, {})).to.equal(0);
    });

    it('reads again when the writer folds meanwhile', async () => {
      const writer = await folder.open({ leastJournal: 1 });
      const known: string[] = [];
      for (let round = 0; round < 30; round++) {
        const added = Array.from({ length: 20 }, () => anOrganisation());
        known.push(...added.map(({ id }) => id));
        await Promise.all(added.map((one) => writer.commit([put(organisations, one)])));
        // Folds go on while this reads.
        const reader = await folder.open({ readOnly: true });
        expect(await idsOf(reader)).to.include.members(known);
      }
    });

    it('reads again when what it began to read was replaced', async () => {
      const [writer, inner] = [await folder.open(), await newDataFolder()];
      const member = aMember();
      await writer.commit([put(members, member), put(organisations, anOrganisation())]);
      await writer.forget(members);
      await cp(folder.dataDir, inner.dataDir, { recursive: true });
      await writer.commit([put(members, { ...member, version: 1 })]);
      await writer.forget(members);
      // Pipes in place of segments: they open for writing once the reader has come to them, and it waits until they do.
      const pipes = ['members-1-2.jsonl', 'organisations-2-2.jsonl'].map((name) =>
        join(inner.dataDir, 'segments', name),
      );
      for (const pipe of pipes) await rm(pipe);
      execFileSync('mkfifo', pipes);
      const reading = inner.open({ readOnly: true });
      const [first = '', second = ''] = pipes;
      await (await open(first, 'w')).close();
      const replaced = ['segments/members-1-3.jsonl', 'journal', 'checkpoint.json'];
      for (const name of replaced) await cp(join(folder.dataDir, name), join(inner.dataDir, name), { recursive: true });
      await rename(second, `${second}.pipe`);
      await cp(join(folder.dataDir, 'segments', basename(second)), second);
      await (await open(`${second}.pipe`, 'w')).close();
      expect(await (await reading).get(members, member.id)).to.include({ version: 2 });
      await inner.dispose();
    });

    it('leaves out a commit that is being written just then', async () => {
      const half = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      let slow = false;
      const disk = {
        ...machineDisk,
        async open(...asked: Parameters<typeof machineDisk.open>) {
          const file = await machineDisk.open(...asked);
          const append = file.appendFile.bind(file);
          return Object.assign(file, {
            async appendFile(content: Buffer) {
              if (!slow) return append(content);
              await append(content.subarray(0, 40));
              half.resolve();
              await gate.promise;
              return append(content.subarray(40));
            },
          });
        },
      };
      const writer = await folder.open({ disk });
      const member = aMember();
      await writer.commit([put(members, member)]);
      slow = true;
      const late = writer.commit([put(members, aMember())]);
      await half.promise;
      expect(await (await folder.open({ readOnly: true })).count(members, {})).to.equal(1);
      gate.resolve();
      await late;
      expect(await (await folder.open({ readOnly: true })).count(members, {})).to.equal(2);
    });
  });

  function startWriter(prefix: string): ChildProcess {
    const script = join(import.meta.dirname, 'crash-writer.ts');
    return spawn(process.execPath, [script, folder.dataDir, prefix], { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  async function acknowledgedBeforeKill(prefix: string): Promise<string[]> {
    const child = startWriter(prefix);
    const lines = await firstLines(child, 40);
    const rest = restOf(child);
    await kill(child);
    return [...lines, ...(await rest)];
  }
});

async function idsOf(store: Store): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of store.stream(organisations, {})) ids.push(id);
  return ids;
}

const readers = new WeakMap<ChildProcess, AsyncIterator<string>>();

function linesOf(child: ChildProcess): AsyncIterator<string> {
  const reader = readers.get(child) ?? createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  readers.set(child, reader);
  return reader;
}

async function firstLines(child: ChildProcess, count: number): Promise<string[]> {
  const lines: string[] = [];
  const reader = linesOf(child);
  while (lines.length < count) {
    const { value, done } = await reader.next();
    if (done) throw new Error('the writer ended by itself');
    lines.push(value);
  }
  return lines;
}

async function restOf(child: ChildProcess): Promise<string[]> {
  const lines: string[] = [];
  const reader = linesOf(child);
  for (let next = await reader.next(); !next.done; next = await reader.next()) lines.push(next.value);
  return lines;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
