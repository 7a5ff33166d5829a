import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { bulkNetwork } from '../../../demo/bulk/network.ts';
import { collections } from '../../../domain/collections.ts';
import { type ErrorCode, isAppError } from '../../../domain/errors.ts';
import { members, organisations } from '../../../domain/network/network.ts';
import { put, type StoreReader } from '../../../domain/store.ts';
import { contentHash, contentsOf, entriesOf, lineOf, Tally } from '../../../storage/backup/contents.ts';
import { readBackup, verifyBackup } from '../../../storage/backup/read.ts';
import { writeBackup } from '../../../storage/backup/write.ts';
import { type Disk, machineDisk } from '../../../storage/durable-file.ts';
import type { Entry } from '../../../storage/kept-store.ts';
import { openStore } from '../../../storage/open.ts';
import { schemaVersion } from '../../../storage/schema.ts';
import type { Upgrade } from '../../../storage/upgrades.ts';
import { expectCode } from '../expect-code.ts';
import { MapStore } from '../map-store.ts';
import { aMember, anOrganisation } from '../records.ts';
import { anEntry, anyEntries } from './arbitrary-entries.ts';

const createdAt = new Date('2026-09-01T09:00:00.000Z');
const options = { createdAt, program: '1.2.3' };

describe('a backup', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backup-'));
    file = join(folder, 'monday.backup');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const entries = [
    anEntry(organisations, anOrganisation({ id: 'a' })),
    anEntry(members, aMember({ id: 'a', name: 'Åsa \u2028 “käännös” 🌲' })),
    anEntry(members, aMember({ id: 'b', groupIds: ['g', 'h'] })),
  ];

  const write = (given: readonly Entry[] = entries, more: { replace?: boolean } = {}, disk?: Disk) =>
    writeBackup(new MapStore(given), file, { ...options, ...more }, disk);

  /** The lines of the backup in the file. */
  async function linesIn(): Promise<string[]> {
    return gunzipSync(await readFile(file))
      .toString('utf8')
      .trimEnd()
      .split('\n');
  }

  /** Writes lines as a backup that nothing is wrong with but what they say. */
  async function writeLines(lines: readonly string[]): Promise<void> {
    await writeFile(file, gzipSync(lines.map((line) => `${line}\n`).join('')));
  }

  async function restored(from = file, steps?: readonly Upgrade[]): Promise<MapStore> {
    const store = new MapStore();
    await store.fill(readBackup(from, steps));
    return store;
  }

  describe('written and read', () => {
    it('gives back any records as they were', async function () {
      this.timeout(60_000);
      const law = fc.asyncProperty(anyEntries, async (given) => {
        const contents = await write(given, { replace: true });
        const store = await restored();
        expect(await all(entriesOf(store.view))).to.deep.equal(given);
        expect(await contentsOf(store.view)).to.deep.equal(contents);
      });
      await fc.assert(law, { numRuns: 60 });
    });

    it('moves a whole network, of every kind of record there is, from one store to another', async () => {
      const [from, to] = [
        await openStore({ dataDir: join(folder, 'a') }),
        await openStore({ dataDir: join(folder, 'b') }),
      ];
      try {
        await from.fill(bulkNetwork({ members: 40, responses: 200, practices: 20 }, '2026-11-22'));
        const contents = await writeBackup(from, file, options);
        await to.fill(readBackup(file));
        expect(await to.snapshot(contentsOf)).to.deep.equal(contents);
        const named = Object.keys(contents.collections);
        // What the bot makes only while it runs.
        const running = [
          'installations',
          'sealKeys',
          'answeredQuestions',
          'redactions',
          'sharedTexts',
          'publishedResults',
          'deliveryTallies',
          'deliveryHolds',
          'rateBudgets',
          'seenActivities',
          'links',
          'absences',
        ];
        const made = collections.map(({ name }) => name).filter((name) => !running.includes(name));
        expect(named).to.deep.equal(made);
      } finally {
        await from.close();
        await to.close();
      }
    });

    it('begins with a header and ends with what there must be', async () => {
      const contents = await write();
      const lines = await linesIn();
      expect(JSON.parse(lines.at(0) ?? '')).to.deep.equal({
        format: 'verkostobotti-backup',
        formatVersion: 1,
        schemaVersion,
        createdAt: createdAt.toISOString(),
        program: '1.2.3',
      });
      expect(JSON.parse(lines.at(-1) ?? '')).to.deep.equal(contents);
      expect(contents).to.deep.include({ records: 3, collections: { organisations: 1, members: 2 } });
      expect(lines).to.have.length(5);
    });

    it('says what it holds without a store to fill', async () => {
      const contents = await write();
      const { header, written, restored } = await verifyBackup(file);
      expect(header).to.include({ program: '1.2.3', schemaVersion });
      expect([written, restored]).to.deep.equal([contents, contents]);
    });

    it('may be of a store that holds nothing', async () => {
      expect(await write([])).to.deep.include({ records: 0, collections: {} });
      expect((await restored()).size).to.equal(0);
    });

    it('is the same bytes for the same records at the same moment', async () => {
      await write();
      const first = await readFile(file);
      await write([...entries].reverse().map(withKeysReversed), { replace: true });
      expect(first.equals(await readFile(file))).to.equal(true);
    });

    it('shows one moment of a store that goes on', async () => {
      const store = await openStore({ dataDir: join(folder, 'data') });
      try {
        const member = aMember();
        await store.commit([put(members, member)]);
        const late: Promise<void>[] = [];
        const during: Disk = {
          ...machineDisk,
          async open(...how) {
            late.push(store.commit([put(members, { ...member, version: 1, name: 'late' }), put(members, aMember())]));
            await late[0];
            return machineDisk.open(...how);
          },
        };
        await writeBackup(store, file, options, during);
        expect(await store.get(members, member.id)).to.include({ name: 'late' });
        expect(await all(readBackup(file))).to.deep.equal([anEntry(members, member)]);
      } finally {
        await store.close();
      }
    });
  });

  describe('its content hash', () => {
    it('is the same whatever the order of keys and of records coming in', async () => {
      const law = fc.asyncProperty(anyEntries, async (given) => {
        const otherwise = new MapStore([...given].reverse().map(withKeysReversed));
        expect(await contentHash(otherwise.view)).to.equal(await contentHash(new MapStore(given).view));
      });
      await fc.assert(law, { numRuns: 50 });
    });

    it('differs when any value of any record does', async () => {
      const hash = await contentHash(new MapStore(entries).view);
      for (const [place, entry] of entries.entries())
        for (const changed of changes(entry.record)) {
          const record = changed as Entry['record'];
          const other = entries.with(place, { ...entry, record });
          expect(await contentHash(new MapStore(other).view), JSON.stringify(changed)).not.to.equal(hash);
        }
    });

    it('differs when a record is missing or lies in another collection', async () => {
      const [first, ...others] = entries as [Entry, ...Entry[]];
      const hashes = [entries, others, [{ ...first, collection: 'groups' }, ...others], []].map((some) =>
        contentHash(new MapStore(some).view),
      );
      expect(new Set(await Promise.all(hashes)).size).to.equal(4);
    });

    it('depends on no header and no packing', async () => {
      const first = await write();
      const later = { ...options, program: '2.0.0', createdAt: new Date(0), replace: true };
      expect(await writeBackup(new MapStore(entries), file, later)).to.deep.equal(first);
      const lines = await linesIn();
      await writeFile(file, gzipSync(lines.map((line) => `${line}\n`).join(''), { level: 0 }));
      expect((await verifyBackup(file)).written).to.deep.equal(first);
    });
  });

  describe('that is cut off or altered', () => {
    it('restores nothing wherever it is cut', async () => {
      await write();
      const whole = await readFile(file);
      for (let length = 0; length < whole.length; length += 1) {
        await writeFile(file, whole.subarray(0, length));
        expect(await refusal(), `${length} bytes`).to.match(/monday\.backup: line \d+ /);
      }
    });

    it('restores nothing wherever its text is cut', async () => {
      await write();
      const text = gunzipSync(await readFile(file));
      for (let length = 0; length < text.length; length += 1) {
        await writeFile(file, gzipSync(text.subarray(0, length), { level: 1 }));
        expect(await refusal(), `${length} bytes`).to.match(/monday\.backup: line \d+ /);
      }
    });

    it('restores nothing, or exactly what was backed up, whichever bit is flipped', async function () {
      this.timeout(60_000);
      const { contentHash } = await write();
      const whole = await readFile(file);
      let harmless = 0;
      for (let bit = 0; bit < whole.length * 8; bit += 1) {
        await writeFile(file, flipped(whole, bit));
        const result = await verifyBackup(file).catch((error: unknown) => error as Error);
        if (result instanceof Error) expect(result).to.include({ code: 'STORE_DAMAGED' });
        else {
          expect(result.written.contentHash).to.equal(contentHash);
          harmless += 1;
        }
      }
      // Gzip's own header has bytes for a time and a system, which say nothing about the content.
      expect(harmless).to.be.at.most(8 * 8);
    });

    it('restores nothing whichever byte of it was altered before it was packed', async function () {
      this.timeout(60_000);
      await write();
      const text = gunzipSync(await readFile(file));
      // Each byte in another bit than the one before; the header, which the hash leaves out, has checks of its own.
      for (let at = text.indexOf('\n') + 1; at < text.length; at += 1) {
        await writeFile(file, gzipSync(flipped(text, at * 8 + (at % 8)), { level: 1 }));
        // A collection's name that has changed may be that of a newer program.
        expect(await refusal('STORE_DAMAGED', 'STORE_NEWER'), `byte ${at}`).to.match(/monday\.backup: line \d+ /);
      }
    });

    it('restores nothing when lines are missing, doubled or exchanged', async () => {
      await write();
      const [header = '', a = '', b = '', c = '', ending = ''] = await linesIn();
      const wrong = [
        [header, a, c, ending],
        [header, a, b, b, ending],
        [header, b, a, c, ending],
        [header, a, b, c],
        [header],
        [a, b, c, ending],
        [header, a, b, c, ending, ending],
        [header, a, b, c, ending, a],
        [header, header, a, b, c, ending],
        [header, a, b, '', c, ending],
        [header, a, b, c, '{"contentHash":"x"}'],
        [header, a, b, c, 'null'],
      ];
      for (const lines of wrong) {
        await writeLines(lines);
        expect(await refusal(), lines.join('\n')).to.match(/monday\.backup: line \d+ /);
      }
    });

    it('is refused naming the line that is wrong', async () => {
      await write();
      const lines = await linesIn();
      await writeLines(lines.with(2, '{"collection":"members"}'));
      expect(await refusal()).to.contain('line 3 is neither a record nor the end');
      await writeLines(lines.with(3, 'x'));
      expect(await refusal()).to.contain('line 4 is not JSON');
    });

    it('is refused when a record would not come back as it is, even with the right hash', async () => {
      const [first] = entries as [Entry];
      const wrong = {
        "that is not in this program's shape": { ...first.record, colour: 'green' },
        'that does not have its shape': { ...first.record, name: 7 },
      };
      for (const [words, record] of Object.entries(wrong)) {
        await write([{ ...first, record }], { replace: true });
        expect(await refusal()).to.contain(`line 2 holds a record of organisations ${words}`);
      }
    });

    it('is told from a file that is no backup, one that is missing, and a folder', async () => {
      for (const content of ['', 'text', gzipSync('text'), gzipSync(''), gzipSync('{"format":"other"}\n')]) {
        await writeFile(file, content);
        expect(await refusal()).to.contain('line 1 ');
      }
      const causeOf = (path: string) => verifyBackup(path).catch((error: NodeJS.ErrnoException) => error.code);
      expect(await causeOf(join(folder, 'none'))).to.equal('ENOENT');
      expect(await causeOf(folder)).to.equal('EISDIR');
    });

    /** The message with which a damaged file is refused; fails when anything of it was restored. */
    async function refusal(...codes: readonly ErrorCode[]): Promise<string> {
      const store = new MapStore();
      const error = await store.fill(readBackup(file)).catch((cause: unknown) => cause);
      if (!isAppError(error)) throw error;
      expect(error.code).to.be.oneOf(codes.length > 0 ? codes : ['STORE_DAMAGED']);
      expect(store.size).to.equal(0);
      expect(error.hint).to.equal(error.message);
      return error.message;
    }
  });

  describe('of another version', () => {
    async function withHeader(given: object): Promise<void> {
      await write(entries, { replace: true });
      const [header = '', ...lines] = await linesIn();
      await writeLines([JSON.stringify({ ...JSON.parse(header), ...given }), ...lines]);
    }

    it('is refused when it is of a newer program, whatever else is new in it', async () => {
      for (const newer of [{ schemaVersion: schemaVersion + 1 }, { formatVersion: 2, createdAt: undefined }]) {
        await withHeader(newer);
        expect((await expectCode(restored(), 'STORE_NEWER')).message).to.contain(`${file}: line 1 `);
      }
    });

    it('is refused when it holds a collection of a newer program', async () => {
      const visit = JSON.stringify({ collection: 'visits', record: { id: 'a', version: 1 } });
      await write();
      const [header = '', ...rest] = await linesIn();
      await writeLines([header, visit, ...rest]);
      const { message } = await expectCode(restored(), 'STORE_NEWER');
      expect(message).to.contain('line 2').and.to.contain('visits');
    });

    it('is brought to this program’s shapes when it is older', async () => {
      await withHeader({ schemaVersion: 1 });
      const steps: readonly Upgrade[] = [
        (collection, record) =>
          collection === 'members' ? { ...record, name: `${String(record['id'])}!` } : undefined,
      ];
      const names = (await all(readBackup(file, steps))).map(({ record }) => (record as { name?: string }).name);
      expect(names).to.deep.equal(['a!', 'b!']);
      const { written, restored: after } = await verifyBackup(file, steps);
      expect([written.records, after.records]).to.deep.equal([3, 2]);
      expect(after.contentHash).to.equal(await contentHash((await restored(file, steps)).view));
    });

    it('may hold a collection that is no more', async () => {
      await write([]);
      const [header = ''] = await linesIn();
      const visit: Entry = { collection: 'visits', record: { id: 'a', version: 1 } };
      const tally = new Tally();
      tally.add('visits', lineOf(visit));
      const old = JSON.stringify({ ...JSON.parse(header), schemaVersion: 1 });
      await writeLines([old, lineOf(visit).trimEnd(), JSON.stringify(tally.contents())]);
      await expectCode(restored(), 'STORE_NEWER');
      expect((await restored(file, [() => undefined])).size).to.equal(0);
    });

    it('of version 5 gets the names that collections have now', async () => {
      await write([]);
      const [header = ''] = await linesIn();
      const record = { id: 's', version: 1, networkId: 'n', submitted: 5, questions: [] };
      const tally = new Tally();
      tally.add('keptFigures', lineOf({ collection: 'keptFigures', record }));
      const old = JSON.stringify({ ...JSON.parse(header), schemaVersion: 5 });
      const line = lineOf({ collection: 'keptFigures', record }).trimEnd();
      await writeLines([old, line, JSON.stringify(tally.contents())]);
      expect(await all(readBackup(file))).to.deep.equal([{ collection: 'publishedResults', record }]);
      const { written, restored: after } = await verifyBackup(file);
      expect([written.collections, after.collections]).to.deep.equal([{ keptFigures: 1 }, { publishedResults: 1 }]);
    });

    it('is brought from version 1 as it is', async () => {
      await withHeader({ schemaVersion: 1 });
      expect(await all(readBackup(file))).to.deep.equal(entries);
    });
  });

  describe('its file', () => {
    it('is for this user alone, and nothing is left beside it', async () => {
      await write();
      expect((await stat(file)).mode & 0o777).to.equal(0o600);
      expect(await readdir(folder)).to.deep.equal(['monday.backup']);
    });

    it('is on disk before it takes its name, and its name before it is done', async () => {
      const calls: string[] = [];
      const disk: Disk = {
        async open(path, ...how) {
          const handle = await machineDisk.open(path, ...how);
          const sync = handle.sync.bind(handle);
          return Object.assign(handle, {
            async sync() {
              calls.push(path === folder ? 'sync folder' : 'sync file');
              await sync();
            },
          });
        },
        async rename(from, to) {
          calls.push('rename');
          // What a crash at this moment would leave.
          expect((await verifyBackup(String(from))).written.records).to.equal(3);
          await machineDisk.rename(from, to);
        },
      };
      await write(entries, {}, disk);
      expect(calls).to.deep.equal(['sync file', 'rename', 'sync folder']);
    });

    it('stays what it was when the new one cannot take its name, or has no room', async () => {
      await write();
      const before = await readFile(file);
      const full = (): never => {
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      };
      const disks: readonly Disk[] = [
        { ...machineDisk, rename: async () => full() },
        { ...machineDisk, open: async () => full() },
        { ...machineDisk, open: async (...how) => Object.assign(await machineDisk.open(...how), { sync: full }) },
        { ...machineDisk, open: async (...how) => Object.assign(await machineDisk.open(...how), { writeFile: full }) },
      ];
      for (const disk of disks) {
        const failed = write([], { replace: true }, disk);
        expect(await failed.catch((error: NodeJS.ErrnoException) => error.code)).to.equal('ENOSPC');
        expect(before.equals(await readFile(file))).to.equal(true);
        expect(await readdir(folder)).to.deep.equal(['monday.backup']);
      }
    });

    it('stays what it was when the store cannot be read to the end', async () => {
      await write();
      const broken = (async function* () {
        yield entries[0]?.record;
        throw new Error('the connection is gone');
      })();
      const view = { stream: () => broken } as Partial<StoreReader> as StoreReader;
      const failed = writeBackup({ snapshot: (read) => read(view) }, file, { ...options, replace: true });
      expect(await failed.catch((error: Error) => error.message)).to.equal('the connection is gone');
      expect((await verifyBackup(file)).written.records).to.equal(3);
      expect(await readdir(folder)).to.deep.equal(['monday.backup']);
    });

    it('is not replaced unless that is asked for, also when it appears in the meantime', async () => {
      await writeFile(file, 'mine');
      await expectCode(write(), 'DUPLICATE');
      await rm(file);
      const appearing: Disk = {
        ...machineDisk,
        async open(...how) {
          await writeFile(file, 'mine');
          return machineDisk.open(...how);
        },
      };
      await expectCode(write(entries, {}, appearing), 'DUPLICATE');
      expect(await readFile(file, 'utf8')).to.equal('mine');
      expect(await readdir(folder)).to.deep.equal(['monday.backup']);
      await write(entries, { replace: true });
      expect((await verifyBackup(file)).written.records).to.equal(3);
    });

    it('is written by several at once without harm', async () => {
      await Promise.all(Array.from({ length: 5 }, () => write(entries, { replace: true })));
      expect((await verifyBackup(file)).written.records).to.equal(3);
    });
  });
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

function withKeysReversed(entry: Entry): Entry {
  return reversed(entry) as Entry;
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  );
}

/** The value with one thing in it changed, for every thing in it. */
function* changes(value: unknown): Generator {
  if (typeof value === 'number') yield value + 1;
  else if (typeof value === 'boolean') yield !value;
  else if (typeof value === 'string')
    for (let at = 0; at <= value.length; at += 1) yield `${value.slice(0, at)}x${value.slice(at + 1)}`;
  else if (Array.isArray(value)) {
    yield [...value, 'more'];
    for (const [at, part] of value.entries()) for (const other of changes(part)) yield value.with(at, other);
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, more: 1 };
    for (const [key, part] of Object.entries(value))
      if (key !== 'id') for (const other of changes(part)) yield { ...value, [key]: other };
  }
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  const at = bit >> 3;
  copy.writeUInt8(copy.readUInt8(at) ^ (1 << (bit & 7)), at);
  return copy;
}
