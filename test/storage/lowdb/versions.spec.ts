import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { groups, members, networks } from '../../../domain/network/network.ts';
import { practices } from '../../../domain/practice/practice.ts';
import { put } from '../../../domain/store.ts';
import { publishedResults } from '../../../domain/survey/results/published-results.ts';
import { contentsOf } from '../../../storage/backup/contents.ts';
import { machineDisk } from '../../../storage/durable-file.ts';
import { readCheckpoint, writeCheckpoint } from '../../../storage/lowdb/checkpoint.ts';
import { noFindings } from '../../../storage/lowdb/findings.ts';
import { SegmentHeader } from '../../../storage/lowdb/layout.ts';
import { Lines, lineOf } from '../../../storage/lowdb/lines.ts';
import { readLines, writeLines } from '../../../storage/lowdb/lines-file.ts';
import { schemaVersion } from '../../../storage/schema.ts';
import { expectCode } from '../expect-code.ts';
import { aMember } from '../records.ts';
import { type DataFolder, fullDisk, newDataFolder } from './folder.ts';

/** A demo network as version 1 stored it. */
const versionOne = join(import.meta.dirname, '..', 'fixtures', 'version-1', 'network.json');

describe('lowdb data of another version', () => {
  let folder: DataFolder;
  let file: string;

  beforeEach(async () => {
    folder = await newDataFolder();
    file = join(folder.dataDir, 'network.json');
  });
  afterEach(() => folder.dispose());

  describe('1, which was one file', () => {
    const old = async () => JSON.parse(await readFile(versionOne, 'utf8')) as { collections: Record<string, object[]> };

    it('is copied, and then brought forward record by record', async () => {
      await cp(versionOne, file);
      const store = await folder.open();
      const { collections } = await old();
      expect(await store.find(networks, {})).to.have.deep.members(collections['networks'] ?? []);
      expect(await store.find(groups, {})).to.have.deep.members(collections['groups'] ?? []);
      expect(await store.find(members, {})).to.have.deep.members(collections['members'] ?? []);
      expect(await store.find(practices, {})).to.have.deep.members(collections['practices'] ?? []);
      const aside = join(folder.dataDir, 'version-1');
      expect(folder.notices).to.deep.equal([{ kind: 'migrated', from: 1, to: schemaVersion, backup: aside }]);
      expect(await readFile(join(aside, 'network.json'))).to.deep.equal(await readFile(versionOne));
      expect(await readdir(folder.dataDir)).not.to.include('network.json');
    });

    it('gets the names that collections have now', async () => {
      const figures = { id: 's', version: 1, networkId: 'n', submitted: 5, questions: [] };
      await writeFile(file, JSON.stringify({ schemaVersion: 1, collections: { keptFigures: [figures] } }));
      expect(await (await folder.open()).get(publishedResults, 's')).to.deep.equal(figures);
    });

    it('is brought forward once', async () => {
      await cp(versionOne, file);
      const store = await folder.open();
      await store.commit([put(members, aMember({ id: 'new' }))]);
      await store.close();
      const again = await folder.open();
      expect(folder.notices).to.have.length(1);
      expect(await again.get(members, 'new')).to.include({ version: 1 });
    });

    it('is deleted once it was brought forward, also after a crash kept it', async () => {
      await cp(versionOne, file);
      await (await folder.open()).close();
      await cp(versionOne, file);
      await (await folder.open()).close();
      expect(await readdir(folder.dataDir)).not.to.include('network.json');
      await writeFile(file, 'something else');
      await folder.open();
      expect(await readFile(file, 'utf8')).to.equal('something else');
    });

    it('is shown to readers as this version would have it, and left as it is', async () => {
      await cp(versionOne, file);
      const store = await folder.open({ readOnly: true });
      expect(await store.count(members, {})).to.equal((await old()).collections['members']?.length);
      expect(await readdir(folder.dataDir)).to.deep.equal(['network.json']);
    });

    it('stays whole when bringing it forward fails, at whichever step', async () => {
      let expected: unknown;
      for (let failing = 0; ; failing++) {
        await rm(folder.dataDir, { recursive: true });
        await mkdir(folder.dataDir);
        await cp(versionOne, file);
        const opened = await openFailingAt(failing);
        const store = opened ?? (await folder.open());
        const contents = await contentsOf(store);
        expected ??= contents;
        expect(contents, `step ${failing}`).to.deep.equal(expected);
        await store.close();
        if (opened) break;
      }
    });

    const refusals = {
      'a misshapen record': [{ members: [{ id: 'bad', version: 1, guest: 'yes' }] }, 'members bad'],
      'two records with one id': [{ members: [asStored('one'), asStored('one')] }, 'members one'],
      'two records with one key': [{ members: [asStored('one'), { ...asStored('one'), id: 'twin' }] }, 'members twin'],
      'a collection that nobody knows': [{ visits: [{ id: 'one', version: 1 }] }, 'visits one'],
    } as const;

    for (const [fault, [collections, named]] of Object.entries(refusals))
      it(`is refused with ${fault}, naming file and record`, async () => {
        await writeFile(file, JSON.stringify({ schemaVersion: 1, collections }));
        const error = await expectCode(folder.open(), 'STORE_DAMAGED');
        expect(error.message).to.contain(file).and.to.contain(named);
        expect(error.hint).to.contain(file).and.to.contain(named);
      });

    for (const text of ['', 'null', '[]', '{"schemaVersion":1', '{"schemaVersion":1,"collections":[]}', '{}'])
      it(`is refused when it holds ${text || 'nothing'}, and left as it is`, async () => {
        await writeFile(file, text);
        expect((await expectCode(folder.open(), 'STORE_DAMAGED')).message).to.contain(file);
        expect(await readFile(file, 'utf8')).to.equal(text);
        await rm(file);
        await (await folder.open()).ready();
      });

    /** Opens with a disk that is full from its nth call on; undefined when that kept it from opening. */
    async function openFailingAt(call: number) {
      let calls = 0;
      const faults = { left: 0 };
      const disk = fullDisk('open', faults);
      const counting: typeof disk = {
        ...disk,
        async open(...asked) {
          if (calls++ === call) faults.left = 1;
          return disk.open(...asked);
        },
      };
      try {
        return await folder.open({ disk: counting });
      } catch {
        return undefined;
      }
    }
  });

  it('is found also by fields that its program did not ask for', async () => {
    const store = await folder.open();
    await store.commit([put(members, aMember({ personId: 'p' }))]);
    await store.forget(members);
    await store.close();
    const findings = noFindings();
    const checkpoint = await readCheckpoint(folder.dataDir, findings);
    const path = join(folder.dataDir, 'segments', 'members-1-2.jsonl');
    const [header, ...records] = [...(await readLines(path))!.trusted()].map(({ value }) => value);
    const { index, ...rest } = SegmentHeader.parse(header);
    const { personId: _, ...fields } = index.fields;
    const lines = Lines.of([{ ...rest, index: { ...index, fields } }, ...records]);
    await writeLines(path, lines, machineDisk);
    const segments = checkpoint!.segments.map((one) => ({
      ...one,
      bytes: lines.content.length,
      checksum: lines.checksum,
    }));
    await writeCheckpoint(folder.dataDir, { ...checkpoint!, segments }, machineDisk);
    expect(await (await folder.open()).count(members, { personId: 'p' })).to.equal(1);
  });

  describe('newer than this program', () => {
    const newer = { schemaVersion: schemaVersion + 1 };

    for (const [name, content] of [
      ['network.json', JSON.stringify({ ...newer, segments: [] })],
      ['checkpoint.json', lineOf({ ...newer, parts: [] })],
      [join('journal', '000000000001.jsonl'), lineOf({ ...newer, begins: 1 })],
    ] as const)
      it(`is refused by ${name}, whatever else it holds, and left as it is`, async () => {
        const path = join(folder.dataDir, name);
        await mkdir(join(path, '..'), { recursive: true });
        await writeFile(path, content);
        const error = await expectCode(folder.open(), 'STORE_NEWER');
        expect(error.message)
          .to.contain(path)
          .and.to.contain(String(schemaVersion + 1));
        await expectCode(folder.open({ readOnly: true }), 'STORE_NEWER');
        expect(await readFile(path, 'utf8')).to.equal(content);
      });
  });
});

function asStored(id: string) {
  return { ...aMember({ id, networkId: 'n', personId: 'p' }), version: 1 };
}
