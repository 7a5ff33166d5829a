import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { members, type Organisation, organisations } from '../../../domain/network/network.ts';
import { put, remove, type Store } from '../../../domain/store.ts';
import { machineDisk } from '../../../storage/durable-file.ts';
import { expectCode } from '../expect-code.ts';
import { aMember, anOrganisation } from '../records.ts';
import { type DataFolder, type DiskStep, diskSteps, diskThat, newDataFolder } from './folder.ts';
import { stoppable } from './power-cut.ts';

describe('the lowdb store folding', () => {
  let folder: DataFolder;

  beforeEach(async () => {
    folder = await newDataFolder();
  });
  afterEach(() => folder.dispose());

  const names = async (part: string) => (await readdir(join(folder.dataDir, part))).sort();

  /** Everything that is written in any file of the folder. */
  async function everything(): Promise<string> {
    const entries = await readdir(folder.dataDir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return (await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')))).join('');
  }

  async function commitMany(store: Store, count: number): Promise<void> {
    const all = Array.from({ length: count }, () => anOrganisation({ networkId: 'n' }));
    await Promise.all(all.map((one) => store.commit([put(organisations, one)])));
  }

  it('moves commits from the journal to segments, and starts a new journal', async () => {
    const store = await folder.open();
    const member = aMember();
    await store.commit([put(members, member), put(organisations, anOrganisation())]);
    await store.forget(members);
    expect(await names('segments')).to.deep.equal(['members-1-2.jsonl', 'organisations-2-2.jsonl']);
    expect(await names('journal')).to.deep.equal(['000000000002.jsonl']);
    await store.close();
    const again = await folder.open();
    expect(await again.find(members, {})).to.deep.equal([{ ...member, version: 1 }]);
    await again.commit([put(members, { ...member, version: 1, name: 'changed' })]);
    await again.close();
    expect(await (await folder.open()).get(members, member.id)).to.include({ name: 'changed', version: 2 });
  });

  it('writes only segments in which something changed', async () => {
    const store = await folder.open();
    const member = aMember();
    await store.commit([put(members, member), put(organisations, anOrganisation())]);
    await store.forget(members);
    await store.commit([put(members, { ...member, version: 1 })]);
    await store.forget(members);
    expect(await names('segments')).to.deep.equal(['members-1-3.jsonl', 'organisations-2-2.jsonl']);
  });

  it('begins a new segment after 500 records', async () => {
    const store = await folder.open();
    await commitMany(store, 1001);
    await store.forget(organisations);
    expect(await names('segments')).to.have.length(3);
  });

  it('goes on filling the last segment after another opening', async () => {
    const store = await folder.open();
    await commitMany(store, 3);
    await store.forget(organisations);
    await store.close();
    const again = await folder.open();
    await commitMany(again, 3);
    await again.forget(organisations);
    expect(await names('segments')).to.have.length(1);
    expect(await again.count(organisations, { networkId: 'n' })).to.equal(6);
  });

  it('divides a segment whose records have grown past a million bytes', async () => {
    const store = await folder.open();
    const all = Array.from({ length: 40 }, () => anOrganisation({ name: 'n'.repeat(30_000) }));
    await store.commit(all.map((one) => put(organisations, one)));
    await store.forget(organisations);
    expect(await names('segments')).to.have.length(1);
    await store.forget(organisations);
    expect(await names('segments')).to.have.length(2);
    await store.close();
    const again = await folder.open();
    expect(await again.count(organisations, {})).to.equal(40);
    // Those that were moved, and only those: the other segment stays as it is.
    await again.commit(all.slice(20).map((one) => remove(organisations, { ...one, version: 1 })));
    await again.forget(organisations);
    await again.close();
    expect(await (await folder.open()).count(organisations, {})).to.equal(20);
  });

  it('happens by itself, beside commits, once the journal has grown', async () => {
    const folded = Promise.withResolvers<void>();
    const disk = {
      ...machineDisk,
      async rename(...[from, to]: Parameters<typeof machineDisk.rename>) {
        await machineDisk.rename(from, to);
        if (String(to).endsWith('checkpoint.json') && (await names('segments')).length > 0) folded.resolve();
      },
    };
    const store = await folder.open({ leastJournal: 20_000, disk });
    await commitMany(store, 200);
    await folded.promise;
    await store.close();
    expect(await (await folder.open()).count(organisations, { networkId: 'n' })).to.equal(200);
  });

  it('keeps commits that are made while it writes', async () => {
    const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let held = false;
    const disk = diskThat(async (step, path) => {
      if (!held || step !== 'rename' || !path.includes('segments')) return;
      reached.resolve();
      await gate.promise;
    });
    const store = await folder.open({ disk });
    const [changed, deleted] = [aMember(), aMember()];
    await store.commit([put(members, changed), put(members, deleted)]);
    held = true;
    const folding = store.forget(members);
    await reached.promise;
    const added = aMember();
    await store.commit([put(members, { ...changed, version: 1, name: 'changed' }), put(members, added)]);
    await store.commit([remove(members, { ...deleted, version: 1 })]);
    gate.resolve();
    await folding;
    const expected = await store.find(members, {});
    expect(expected.map(({ id }) => id)).to.have.members([changed.id, added.id]);
    await store.close();
    expect(await (await folder.open()).find(members, {})).to.deep.equal(expected);
  });

  it('folds what an earlier opening left in the journal', async () => {
    const first = await folder.open();
    const member = aMember({ name: 'from the journal' });
    await first.commit([put(members, member)]);
    await first.close();
    const store = await folder.open();
    await store.forget(members);
    await store.close();
    expect(await (await folder.open()).get(members, member.id)).to.include({ name: 'from the journal' });
  });

  describe('after being filled', () => {
    const filling = (count: number) => Array.from({ length: count }, (_, place) => filled(`filled-${place}`));
    const filled = (id: string) => ({ ...anOrganisation({ id, networkId: 'n' }), version: 1 });

    it('gives each segment its own file, also where there had been records before', async () => {
      const store = await folder.open();
      const earlier = anOrganisation();
      await store.commit([put(organisations, earlier)]);
      await store.forget(organisations);
      await store.commit([remove(organisations, { ...earlier, version: 1 })]);
      await store.fill(entriesOf(filling(500)));
      await store.commit([put(organisations, anOrganisation({ id: 'new', networkId: 'n' }))]);
      await store.commit([put(organisations, filled('filled-0'))]);
      await store.forget(organisations);
      await store.close();
      expect(await (await folder.open()).count(organisations, { networkId: 'n' })).to.equal(501);
    });

    it('holds all of it when folds are asked for at the same time', async () => {
      const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      let held = false;
      const disk = diskThat(async (step, path) => {
        if (!held || step !== 'rename' || !path.includes('checkpoint')) return;
        reached.resolve();
        await gate.promise;
      });
      const store = await folder.open({ disk });
      held = true;
      const earlier = store.forget(organisations);
      await reached.promise;
      const read = Promise.withResolvers<void>();
      async function* telling() {
        yield* entriesOf(filling(10));
        read.resolve();
      }
      const fill = store.fill(telling());
      await read.promise;
      await new Promise(setImmediate);
      const later = store.forget(organisations);
      gate.resolve();
      await Promise.all([earlier, fill, later]);
      await store.close();
      expect(await (await folder.open()).count(organisations, {})).to.equal(10);
    });

    it('is not done any more once the store has been closed', async () => {
      const store = await folder.open();
      const gate = Promise.withResolvers<void>();
      async function* late() {
        await gate.promise;
        yield* entriesOf(filling(1));
      }
      const fill = store.fill(late());
      await store.close();
      gate.resolve();
      await expectCode(fill, 'STORE_UNAVAILABLE');
      expect(await (await folder.open()).count(organisations, {})).to.equal(0);
    });
  });

  describe('forgetting', () => {
    it('leaves in no file what was deleted or replaced', async () => {
      const store = await folder.open();
      const [secret, changed] = [aMember({ name: 'SECRET-A' }), aMember({ name: 'SECRET-B' })];
      await store.commit([put(members, secret), put(members, changed)]);
      await store.forget(members);
      await store.commit([
        remove(members, { ...secret, version: 1 }),
        put(members, { ...changed, version: 1, name: 'new' }),
      ]);
      expect(await everything())
        .to.contain('SECRET-A')
        .and.to.contain('SECRET-B');
      await store.forget(members);
      expect(await everything()).not.to.contain('SECRET');
      expect(await store.get(members, changed.id)).to.include({ name: 'new' });
    });

    it('also covers what a fold under way has captured', async () => {
      const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      let held = false;
      const disk = diskThat(async (step, path) => {
        if (!held || step !== 'rename' || !path.includes('segments')) return;
        reached.resolve();
        await gate.promise;
      });
      const store = await folder.open({ disk });
      const secret = aMember({ name: 'SECRET' });
      await store.commit([put(members, secret)]);
      held = true;
      const earlier = store.forget(members);
      await reached.promise;
      await store.commit([remove(members, { ...secret, version: 1 })]);
      const forgotten = store.forget(members);
      gate.resolve();
      await forgotten;
      await earlier;
      expect(await everything()).not.to.contain('SECRET');
    });

    it('lets no power cut bring back what it deleted', async () => {
      const stops = await stoppable(folder.dataDir, () => undefined);
      const store = await folder.open({ disk: stops.disk });
      const secret = aMember({ name: 'SECRET' });
      await store.commit([put(members, secret)]);
      await store.forget(members);
      await store.commit([remove(members, { ...secret, version: 1 })]);
      await store.forget(members);
      const left = join(folder.dataDir, 'left');
      await stops.powerless(left);
      expect(await readdir(left)).to.include('checkpoint.json');
      expect(await everything()).not.to.contain('SECRET');
      await stops.dispose();
    });

    it('leaves no segment of a collection that is empty', async () => {
      const store = await folder.open();
      const member = aMember();
      await store.commit([put(members, member)]);
      await store.forget(members);
      await store.commit([remove(members, { ...member, version: 1 })]);
      await store.forget(members);
      expect(await names('segments')).to.deep.equal([]);
    });
  });

  describe('a fold that fails', () => {
    const failures = ['journal', 'segments', 'checkpoint'].flatMap((part) =>
      diskSteps.filter((one) => one !== 'truncate').map((step) => [step, part] as const),
    );

    for (const [failing, part] of failures)
      it(`at its first ${failing} of the ${part} loses nothing, says so, and may be tried again`, async () => {
        let full = false;
        const disk = diskThat((step, path) => {
          if (full && step === failing && path.includes(part))
            throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        });
        const store = await folder.open({ disk });
        const [member, organisation] = [aMember(), anOrganisation()];
        await store.commit([put(members, member), put(organisations, organisation)]);
        full = true;
        await expectCode(store.forget(members), 'STORE_UNAVAILABLE');
        full = false;
        await store.commit([put(members, { ...member, version: 1 })]);
        await store.forget(members);
        expect(await names('segments')).to.have.length(2);
        await store.close();
        const again = await folder.open();
        expect(await again.get(members, member.id)).to.include({ version: 2 });
        expect(await again.get(organisations, organisation.id)).to.include({ version: 1 });
      });

    it('in the background is told, and commits go on', async () => {
      const disk = diskThat((step, path) => {
        if (step === 'rename' && path.includes('segments'))
          throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      });
      const store = await folder.open({ leastJournal: 5000, disk });
      await commitMany(store, 100);
      await store.close();
      expect(folder.notices).to.have.length(1);
      expect(folder.notices[0]).to.include({ kind: 'foldFailed' });
      expect(await (await folder.open()).count(organisations, {})).to.equal(100);
    });

    it('and follows a write that could not be taken back brings nothing of that back', async () => {
      let failing: (step: DiskStep, path: string) => boolean = () => false;
      const disk = diskThat((step, path) => {
        if (failing(step, path)) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      });
      const store = await folder.open({ disk });
      await store.commit([put(members, aMember({ id: 'kept' }))]);
      failing = (step) => step === 'sync' || step === 'truncate';
      await expectCode(store.commit([put(members, aMember({ id: 'refused' }))]), 'STORE_UNAVAILABLE');
      failing = (_, path) => path.includes('segments');
      await expectCode(store.forget(members), 'STORE_UNAVAILABLE');
      await store.commit([put(members, aMember({ id: 'later' }))]);
      await store.close();
      const found = await (await folder.open()).find(members, {});
      expect(found.map(({ id }) => id)).to.deep.equal(['kept', 'later']);
    });

    it('after its checkpoint was put in place loses nothing either', async () => {
      let full = false;
      const disk = diskThat((step, path) => {
        // The sync of the folder that follows the checkpoint's renaming.
        if (full && step === 'open' && path === folder.dataDir)
          throw Object.assign(new Error('input/output error'), { code: 'EIO' });
      });
      const store = await folder.open({ disk });
      const member = aMember();
      await store.commit([put(members, member)]);
      full = true;
      await expectCode(store.forget(members), 'STORE_UNAVAILABLE');
      full = false;
      await store.close();
      const again = await folder.open();
      expect(await again.find(members, {})).to.deep.equal([{ ...member, version: 1 }]);
      await again.forget(members);
      await again.close();
      expect(await (await folder.open()).count(members, {})).to.equal(1);
    });
  });
});

async function* entriesOf(records: readonly Organisation[]) {
  for (const record of records) yield { collection: 'organisations', record };
}
