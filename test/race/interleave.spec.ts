import { expect } from 'chai';
import { AppError } from '../../domain/errors.ts';
import { groups, members } from '../../domain/network/network.ts';
import { onceMore } from '../../domain/once-more.ts';
import { put } from '../../domain/store.ts';
import { cancelSurvey, closeSurvey } from '../../domain/survey/close.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { aSurvey } from '../domain/example-network.ts';
import { storeContract } from '../storage/store-contract.ts';
import { type Act, type Ended, interleave } from './interleave.ts';
import { MemoryStore } from './memory-store.ts';
import { actorIn, inMemory, onLowdb, onPostgres } from './scene.ts';

storeContract('memory', async () => {
  const store = new MemoryStore();
  return { store, reopen: async () => new MemoryStore(store.entries()), dispose: async () => undefined };
});

/** Writes a letter at the end of the member's name, which is read first. */
const writing = (letter: string): Act => ({
  says: `writing ${letter}`,
  act: async ({ store }) =>
    onceMore(async () => {
      const member = await load(store, members, 'm-member');
      await store.commit([put(members, { ...member, name: member.name + letter })]);
    }),
});

/** Stops leading when another member leads as well, whose record it does not check. */
const stopping = (own: string, other: string): Act => ({
  says: `${own} stops`,
  act: async ({ store }) => {
    const { leads } = await load(store, members, other);
    const member = await load(store, members, own);
    if (leads.length > 0) await store.commit([put(members, { ...member, leads: [] })]);
  },
});

describe('interleaving two acts', () => {
  const nameAfter = async ({ scene }: Ended) => (await load(scene.deps.store, members, 'm-member')).name.slice(-2);

  for (const [place, settingOn] of Object.entries({ memory: inMemory, lowdb: onLowdb, PostgreSQL: onPostgres })) {
    it(`meets at every call, and lets an act that is overtaken begin again, on ${place}`, async () => {
      const seen: string[] = [];
      const made = await interleave({
        open: settingOn({ writes: [] }),
        acts: [writing('a'), writing('b')],
        expectThat: async (ended) => seen.push(await nameAfter(ended)),
      });
      // Before the reading, before the commit, and after it; each of the two as the one that stands still.
      expect(made).to.equal(6);
      expect(seen).to.deep.equal(['ba', 'ba', 'ab', 'ab', 'ab', 'ba']);
    }).timeout(60_000);
  }

  it('is certain to find what rests on a record that it does not check, and says where', async () => {
    const leads = ['future'];
    const race = interleave({
      open: inMemory({
        writes: [],
        before: async ({ store }) => {
          const member = await load(store, members, 'm-member');
          await store.commit([put(members, { ...member, leads })]);
        },
      }),
      acts: [stopping('m-lead', 'm-member'), stopping('m-member', 'm-lead')],
      expectThat: async ({ scene: { deps } }) => {
        const both = await Promise.all(['m-lead', 'm-member'].map((id) => load(deps.store, members, id)));
        expect(both.some((member) => member.leads.length > 0)).to.equal(true);
      },
    });
    const message = await race.then(
      () => 'no fault',
      (error: Error) => error.message,
    );
    const where = '«m-lead stops» stood still before its call 1 (get members m-lead) for «m-member stops»';
    expect(message).to.contain(where);
  });

  it('lets the other stand still in its turn, so that both have read before either commits', async () => {
    const seen: string[] = [];
    const made = await interleave({
      open: inMemory({ writes: [] }),
      acts: [writing('a'), writing('b')],
      meet: 'parts',
      expectThat: async (ended) => seen.push(await nameAfter(ended)),
    });
    expect(made).to.equal(10);
    expect(new Set(seen)).to.deep.equal(new Set(['ab', 'ba']));
  });

  it('ends the process of one before each of its calls, and lets the other come after', async () => {
    const seen: string[] = [];
    const two: Act = {
      says: 'two commits',
      act: async (deps, pass) => {
        await writing('x').act(deps, pass);
        await pass('asking Teams');
        await writing('y').act(deps, pass);
      },
    };
    await interleave({
      open: inMemory({ writes: [] }),
      acts: [two, { says: 'nothing', act: async () => undefined }],
      meet: 'killed',
      expectThat: async (ended) => seen.push(`${ended.killed}: ${await nameAfter(ended)}`),
    });
    const killed = ['i)', 'i)', ')x', ')x', ')x'].map((name) => `two commits: ${name}`);
    expect(seen).to.deep.equal([...killed, 'undefined: xy', 'undefined: xy']);
  });

  it('holds the reading of one moment together, whatever comes between', async () => {
    const reading: Act = {
      says: 'reading',
      act: async ({ store }) =>
        store.snapshot(async (view) => [await view.get(members, 'm-member'), await view.get(members, 'm-member')]),
    };
    await interleave({
      open: inMemory({ writes: [] }),
      acts: [reading, writing('a')],
      meet: 'parts',
      expectThat: ({ outcomes: { reading: read } }) => {
        if (read?.code !== 'done') throw new Error('not read');
        const [one, other] = read.value as unknown[];
        expect(one).to.deep.equal(other);
      },
    });
  });

  it('tells how each act ended, and takes an unexpected error for a fault', async () => {
    const failing = (error: Error): Act => ({
      says: 'failing',
      act: async () => {
        throw error;
      },
    });
    const other = writing('a');
    await interleave({
      open: inMemory({ writes: [] }),
      acts: [failing(new AppError('STALE', 'seen before')), other],
      expectThat: ({ outcomes }) => {
        expect(outcomes).to.nested.include({ 'failing.code': 'STALE', 'writing a.code': 'done' });
      },
    });
    const race = interleave({
      open: inMemory({ writes: [] }),
      acts: [failing(new TypeError('a surprise')), other],
      expectThat: () => undefined,
    });
    expect(await race.catch(({ message }: Error) => message)).to.contain('a surprise');
  });

  it('does to use cases what it does to anything: a survey ends in one way', async () => {
    const ends = { 'closing it': 'closed', 'cancelling it': 'cancelled' } as const;
    const closesAt = '2026-09-30T13:00:00.000Z';
    const made = await interleave({
      open: inMemory({ writes: [aSurvey('open', { groupId: 'future', closesAt })] }),
      acts: [
        { says: 'closing it', act: async (deps) => closeSurvey(deps, await actorIn(deps, 'lead'), 'open') },
        { says: 'cancelling it', act: async (deps) => cancelSurvey(deps, await actorIn(deps, 'lead'), 'open', 'Ei.') },
      ],
      meet: 'parts',
      expectThat: async ({ scene, outcomes }) => {
        const { state } = await load(scene.deps.store, surveys, 'open');
        const done = Object.entries(ends).filter(([says]) => outcomes[says]?.code === 'done');
        expect(done.map(([, end]) => end)).to.include(state);
      },
    });
    expect(made).to.be.greaterThan(100);
  });

  it('begins each time from what was there before', async () => {
    const open = inMemory({ writes: [] });
    const [one, two] = [await open(), await open()];
    const group = await load(one.deps.store, groups, 'future');
    await one.deps.store.commit([put(groups, { ...group, language: 'sv' })]);
    expect(await load(two.deps.store, groups, 'future')).to.deep.equal(group);
    await Promise.all([one.close(), two.close()]);
  });
});
