import { appendFile, cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Member, members, organisations } from '../../../domain/network/network.ts';
import { put } from '../../../domain/store.ts';
import { examineLowdb, repairLowdb } from '../../../storage/lowdb/examine.ts';
import { lineOf } from '../../../storage/lowdb/lines.ts';
import { openLowdbStore } from '../../../storage/lowdb/open.ts';
import { schemaVersion } from '../../../storage/schema.ts';
import { expectCode } from '../expect-code.ts';
import { aMember, anOrganisation } from '../records.ts';
import { type DataFolder, diskThat, newDataFolder } from './folder.ts';

describe('a lowdb folder that is damaged', () => {
  let folder: DataFolder;
  /** Two members in segments, then three commits in the journal: one to each of them, and a third member. */
  let stored: Member[];

  beforeEach(async () => {
    folder = await newDataFolder();
    const [first, second, third] = ['first', 'second', 'third'].map((id) => aMember({ id })) as [
      Member,
      Member,
      Member,
    ];
    const store = await folder.open();
    await store.commit([put(members, first), put(members, second), put(organisations, anOrganisation())]);
    await store.forget(members);
    await store.commit([put(members, { ...first, version: 1, name: 'changed' })]);
    await store.commit([put(members, third)]);
    await store.commit([put(members, { ...second, version: 1, name: 'changed' })]);
    stored = await store.find(members, {});
    await store.close();
  });
  afterEach(() => folder.dispose());

  const at = (...names: string[]) => join(folder.dataDir, ...names);
  const journal = () => at('journal', '000000000002.jsonl');
  const segmentFolder = () => at('segments');
  const segment = () => at('segments', 'members-1-2.jsonl');
  const membersNow = async () => {
    const store = await folder.open();
    const found = await store.find(members, {});
    await store.close();
    return found;
  };

  /** Where the nth line of a file begins, from 0. */
  async function lineStart(path: string, line: number): Promise<number> {
    const lines = (await readFile(path, 'utf8')).split('\n').slice(0, line);
    return lines.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
  }

  async function flip(path: string, offset: number): Promise<void> {
    const content = await readFile(path);
    content.writeUInt8(content.readUInt8(offset) ^ 1, offset);
    await writeFile(path, content);
  }

  async function expectRefusal(path: string, offset: number | undefined): Promise<void> {
    const place = offset === undefined ? path : `${path} at byte ${offset}`;
    const error = await expectCode(folder.open(), 'STORE_DAMAGED');
    expect(error.message).to.contain(place);
    expect(error.hint).to.equal(place);
    await expectCode(folder.open({ readOnly: true }), 'STORE_DAMAGED');
    const { faults } = await examineLowdb(folder.dataDir);
    expect(faults[0]).to.include({ file: path, offset });
  }

  describe('only in the last line of its journal', () => {
    it('loses that line, says so, and goes on', async () => {
      const whole = await readFile(journal());
      const start = await lineStart(journal(), 3);
      for (const length of [start + 1, start + 5, start + 9, whole.length - 1]) {
        await writeFile(journal(), whole.subarray(0, length));
        expect((await membersNow()).map(({ version }) => version)).to.deep.equal([2, 1, 1]);
        expect(folder.notices.at(-1)).to.deep.equal({
          kind: 'tornTailCut',
          file: journal(),
          offset: start,
          bytes: length - start,
        });
        expect(await readFile(journal())).to.deep.equal(whole.subarray(0, start));
      }
    });

    it('refuses it when it was whole once, since somebody was told that it is on disk', async () => {
      const whole = await readFile(journal());
      const start = await lineStart(journal(), 3);
      for (const offset of [start, start + 20, whole.length - 2, whole.length - 1]) {
        await flip(journal(), offset);
        await expectRefusal(journal(), start);
        await writeFile(journal(), whole);
      }
      await flip(journal(), start + 20);
      expect((await repairLowdb(folder.dataDir))?.dropped).to.deep.equal(['one commit']);
      expect((await membersNow()).map(({ version }) => version)).to.deep.equal([2, 1, 1]);
    });

    it('takes zeros that a power cut left for an unfinished line', async () => {
      await appendFile(journal(), Buffer.alloc(5000));
      expect(await membersNow()).to.deep.equal(stored);
      expect(folder.notices).to.have.length(1);
    });

    it('numbers later commits as if the lost one had never been', async () => {
      await truncate(journal(), (await readFile(journal())).length - 3);
      const store = await folder.open();
      await store.commit([put(members, { ...aMember({ id: 'later' }) })]);
      await store.close();
      expect((await membersNow()).map(({ id }) => id)).to.deep.equal(['first', 'later', 'second', 'third']);
      expect(folder.notices).to.have.length(1);
    });

    it('is read beside a writer without a word, and left as it is', async () => {
      await truncate(journal(), (await readFile(journal())).length - 3);
      const before = await readFile(journal());
      expect(await (await folder.open({ readOnly: true })).count(members, {})).to.equal(3);
      expect(await readFile(journal())).to.deep.equal(before);
      expect(folder.notices).to.deep.equal([]);
    });
  });

  describe('in the middle of its journal', () => {
    it('is refused with the place, and repaired by leaving out that commit', async () => {
      const start = await lineStart(journal(), 1);
      await flip(journal(), start + 30);
      await expectRefusal(journal(), start);
      const repair = await repairLowdb(folder.dataDir);
      expect(repair?.dropped).to.deep.equal(['one commit']);
      expect((await membersNow()).map(({ id, version }) => [id, version])).to.deep.equal([
        ['first', 1],
        ['second', 2],
        ['third', 1],
      ]);
      expect(await readdir(repair?.aside ?? '')).to.include.members(['journal', 'segments', 'checkpoint.json']);
    });

    it('is refused when a whole line is missing', async () => {
      const lines = (await readFile(journal(), 'utf8')).split('\n');
      const start = await lineStart(journal(), 2);
      await writeFile(journal(), [...lines.slice(0, 2), ...lines.slice(3)].join('\n'));
      await expectRefusal(journal(), start);
    });

    it('is refused when its first line is not that of a journal', async () => {
      await flip(journal(), 12);
      await expectRefusal(journal(), 0);
      await repairLowdb(folder.dataDir);
      expect(await membersNow()).to.deep.equal(stored);
    });
  });

  it('without a journal is refused, and repaired with what the segments hold', async () => {
    await rm(journal());
    await expectRefusal(at('journal'), undefined);
    await repairLowdb(folder.dataDir);
    expect((await membersNow()).map(({ id, version }) => [id, version])).to.deep.equal([
      ['first', 1],
      ['second', 1],
    ]);
  });

  it('in a record of a segment is refused with the place, and repaired without that record', async () => {
    const start = await lineStart(segment(), 1);
    await flip(segment(), start + 40);
    await expectRefusal(segment(), start);
    const { faults } = await examineLowdb(folder.dataDir);
    expect(faults.map(({ drops }) => drops)).to.deep.equal(['1 of 2 records of members']);
    await repairLowdb(folder.dataDir);
    // The journal still had both of them.
    expect(await membersNow()).to.deep.equal(stored);
  });

  it('in the index of a segment is refused, and repaired without loss', async () => {
    await flip(segment(), 100);
    await expectRefusal(segment(), 0);
    await repairLowdb(folder.dataDir);
    expect(await membersNow()).to.deep.equal(stored);
  });

  it('by a segment cut short is refused', async () => {
    await truncate(segment(), await lineStart(segment(), 2));
    await expectRefusal(segment(), await lineStart(segment(), 2));
  });

  it('by a missing segment is refused, and repaired with what the journal holds', async () => {
    const path = at('segments', 'organisations-2-2.jsonl');
    await rm(path);
    await expectRefusal(path, undefined);
    const repair = await repairLowdb(folder.dataDir);
    expect(repair?.dropped).to.deep.equal(['1 of 1 records of organisations']);
    expect(await membersNow()).to.deep.equal(stored);
  });

  it('in its checkpoint is refused, and repaired without loss', async () => {
    for (const damage of [() => flip(at('checkpoint.json'), 20), () => writeFile(at('checkpoint.json'), '')]) {
      await damage();
      await expectRefusal(at('checkpoint.json'), 0);
      const repair = await repairLowdb(folder.dataDir);
      expect(repair?.dropped).to.have.length(1);
      expect(await membersNow()).to.deep.equal(stored);
      const store = await folder.open();
      expect(await store.count(organisations, {})).to.equal(1);
      await store.close();
    }
  });

  it('without a checkpoint is refused, and repaired with all that segments and journal hold', async () => {
    await rm(at('checkpoint.json'));
    await expectRefusal(at('checkpoint.json'), undefined);
    await repairLowdb(folder.dataDir);
    expect(await membersNow()).to.deep.equal(stored);
  });

  it('without a checkpoint tells of damage in segments, too, and is repaired without what it struck', async () => {
    for (const line of [0, 1]) {
      const copy = join(folder.dataDir, `line-${line}`);
      await cp(segmentFolder(), join(copy, 'segments'), { recursive: true });
      await cp(at('journal'), join(copy, 'journal'), { recursive: true });
      const path = join(copy, 'segments', 'members-1-2.jsonl');
      const start = await lineStart(path, line);
      await flip(path, start + 30);
      const { faults } = await examineLowdb(copy);
      expect(faults.map(({ file, offset }) => [file, offset])).to.deep.equal([
        [join(copy, 'checkpoint.json'), undefined],
        [path, start],
      ]);
      await repairLowdb(copy);
      const repaired = await openLowdbStore({ dataDir: copy });
      expect((await repaired.find(members, {})).map(({ id }) => id)).to.deep.equal(['first', 'second', 'third']);
      await repaired.close();
    }
  });

  it('without a checkpoint is repaired with all of a segment that was just being divided', async () => {
    const [whole, cut] = [await newDataFolder(), join(folder.dataDir, 'cut')];
    let dividing = false;
    const disk = diskThat(async (step, path) => {
      if (dividing && step === 'rename' && path.endsWith('organisations-2-3.jsonl'))
        await cp(whole.dataDir, cut, { recursive: true });
    });
    const store = await whole.open({ disk });
    const all = Array.from({ length: 40 }, () => anOrganisation({ name: 'n'.repeat(30_000) }));
    await store.commit(all.map((one) => put(organisations, one)));
    await store.forget(organisations);
    dividing = true;
    await store.forget(organisations);
    await rm(join(cut, 'checkpoint.json'));
    await repairLowdb(cut);
    const repaired = await openLowdbStore({ dataDir: cut });
    expect(await repaired.count(organisations, {})).to.equal(40);
    await repaired.close();
    await whole.dispose();
  });

  it('without checkpoint and journal is not taken for a new one', async () => {
    await rm(at('checkpoint.json'));
    await rm(at('journal'), { recursive: true });
    await expectRefusal(at('checkpoint.json'), undefined);
    await repairLowdb(folder.dataDir);
    expect((await membersNow()).map(({ id }) => id)).to.deep.equal(['first', 'second']);
  });

  it('without a checkpoint is refused also when no commit was made since it was filled', async () => {
    const filled = await newDataFolder();
    const store = await filled.open();
    await store.fill(entriesOf([{ ...aMember({ id: 'filled' }), version: 3 }]));
    await store.close();
    await rm(join(filled.dataDir, 'checkpoint.json'));
    await expectCode(filled.open(), 'STORE_DAMAGED');
    await repairLowdb(filled.dataDir);
    expect(await (await filled.open()).get(members, 'filled')).to.include({ version: 3 });
    await filled.dispose();
  });

  it('with records that do not fit is told by an examination, and repaired without them', async () => {
    const misfit = { ...stored[0], id: 'misfit', personId: 'other', guest: 'yes' };
    const twin = { ...stored[1], id: 'twin' };
    const line = lineOf({ commit: 5, changes: [misfit, twin].map((record) => ['members', record]) });
    await appendFile(journal(), line);
    const { faults } = await examineLowdb(folder.dataDir);
    expect(faults.map(({ drops }) => drops)).to.have.members(['members misfit', 'members twin']);
    await repairLowdb(folder.dataDir);
    expect(await membersNow()).to.deep.equal(stored);
  });

  it('is not repaired while a writer has it', async () => {
    await folder.open();
    await expectCode(repairLowdb(folder.dataDir), 'STORE_LOCKED');
  });

  it('or not, is left alone by a repair that finds nothing', async () => {
    const before = await readdir(folder.dataDir, { recursive: true });
    expect(await repairLowdb(folder.dataDir)).to.equal(undefined);
    expect(await readdir(folder.dataDir, { recursive: true })).to.deep.equal(before);
  });

  it('but clears away what crashes left when it is opened', async () => {
    await writeFile(at('segments', 'members-1-1.jsonl'), 'older');
    await writeFile(at('segments', 'members-9-9.jsonl.tmp'), 'half');
    await writeFile(at('journal', '000000000001.jsonl'), lineOf({ schemaVersion, first: 1 }));
    await writeFile(at('journal', '000000000005.jsonl'), 'half a header');
    expect(await membersNow()).to.deep.equal(stored);
    expect(await readdir(at('segments'))).to.have.length(2);
    expect(await readdir(at('journal'))).to.deep.equal(['000000000002.jsonl']);
  });

  it('reports its files, their sizes and its version', async () => {
    const report = await examineLowdb(folder.dataDir);
    expect(report).to.include({ kind: 'lowdb', place: folder.dataDir, schemaVersion });
    expect(report.faults).to.deep.equal([]);
    expect(report.parts.map(({ name }) => name)).to.deep.equal([
      'checkpoint.json',
      'members-1-2.jsonl',
      'organisations-2-2.jsonl',
      '000000000002.jsonl',
    ]);
    for (const { bytes } of report.parts) expect(bytes).to.be.greaterThan(0);
    expect(report.freeBytes).to.be.greaterThan(0);
  });
});

async function* entriesOf(records: readonly Member[]) {
  for (const record of records) yield { collection: 'members', record };
}
