import { expect } from 'chai';
import { type Member, members, organisations } from '../../../domain/network/network.ts';
import { put } from '../../../domain/store.ts';
import { closeSurvey } from '../../../domain/survey/close.ts';
import { reopenSurvey } from '../../../domain/survey/life.ts';
import { populations } from '../../../domain/survey/population.ts';
import { progressFor } from '../../../domain/survey/progress.ts';
import { seenResults } from '../../../domain/survey/results/seen-results.ts';
import { type Anonymity, surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { aMember } from '../../storage/records.ts';
import { aPostedSurvey } from '../delivery/messages.ts';
import { aResponse } from '../example-network.ts';
import { aWorld, type World } from '../fixture.ts';

const modes = ['confidential', 'anonymous'] as const satisfies readonly Anonymity[];

describe('how far a secret survey is, for whoever may not know who answered', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    const more = Array.from({ length: 15 }, (_, place) => person(place));
    await world.deps.store.commit(more.map((member) => put(members, member)));
  });
  afterEach(() => world.close());

  const person = (place: number, given: Partial<Member> = {}) =>
    aMember({ id: `m-${place}`, networkId: 'uudi', groupIds: ['future'], ...given });
  const survey = () => load(world.deps.store, surveys, 's-1');
  const told = async () => progressFor(world.deps.store, await survey(), false);
  const coordinator = () => world.actor('coordinator');

  /** These people have submitted something. */
  async function answered(...ids: string[]): Promise<void> {
    const given = ids.map((id) => aResponse('s-1', id, { first: 'Vastaus' }));
    await world.deps.store.commit(given);
  }
  const some = (from: number, count: number) => Array.from({ length: count }, (_, place) => `m-${from + place}`);
  async function change(id: string, given: Partial<Member>): Promise<void> {
    await world.deps.store.commit([put(members, { ...(await load(world.deps.store, members, id)), ...given })]);
  }

  for (const anonymity of modes) {
    it(`is a word that no change of members, groups or organisations changes: ${anonymity}`, async () => {
      await aPostedSurvey(world, { anonymity });
      await answered(...some(0, 9));
      const before = await told();
      expect(before).to.deep.equal({ told: 'share', share: 'underHalf', members: 20 });
      for (const id of ['m-0', 'm-14']) {
        await change(id, { groupIds: ['home'], organisationId: 'o-library' });
        expect(await told(), id).to.deep.equal(before);
        await change(id, { groupIds: [], leftAt: '2026-09-01T10:00:00.000Z' });
        expect(await told(), id).to.deep.equal(before);
      }
      await answered('m-9');
      expect(await told()).to.include({ share: 'half' });
    });

    it(`counts those who joined after its opening from five on: ${anonymity}`, async () => {
      await aPostedSurvey(world, { anonymity });
      await answered(...some(0, 9));
      const late = Array.from({ length: 5 }, (_, place) => person(100 + place));
      await world.deps.store.commit(late.map((member) => put(members, member)));
      await answered(...some(100, 4));
      expect(await told()).to.deep.equal({ told: 'share', share: 'underHalf', members: 20 });
      await answered('m-104');
      expect(await told()).to.deep.equal({ told: 'share', share: 'half', members: 20 });
    });

    it(`is no word at all where it was opened before its population was put down: ${anonymity}`, async () => {
      await aPostedSurvey(world, { anonymity });
      const { store } = world.deps;
      await store.commit([{ op: 'delete', collection: 'populations', id: 's-1', version: 1 }]);
      await answered(...some(0, 12));
      expect(await told()).to.deep.equal({ told: 'share', share: 'untold', members: undefined });
    });
  }

  it('does not count what its reader enters for organisations', async () => {
    await aPostedSurvey(world, { anonymity: 'confidential' });
    await answered(...some(0, 9));
    const without = { version: 0, networkId: 'uudi', type: 'association' as const, municipalities: [] };
    for (let place = 0; place < 12; place += 1) {
      const id = `o-${place}`;
      await world.deps.store.commit([
        put(organisations, { ...without, id, name: `Järjestö ${place} (esimerkki)` }),
        aResponse('s-1', id, {}, { memberId: undefined, enteredBy: 'm-lead', organisationId: id }),
      ]);
    }
    expect(await told()).to.deep.equal({ told: 'share', share: 'underHalf', members: 20 });
  });

  it('is a number at its end only where at least five answered and five did not', async () => {
    await aPostedSurvey(world, { anonymity: 'confidential' });
    await answered(...some(0, 4));
    await closeSurvey(world.deps, await coordinator(), 's-1');
    expect(await told()).to.deep.equal({ told: 'share', share: 'few', members: 20 });
    await answered('m-4');
    expect(await told()).to.deep.equal({ told: 'counts', submitted: 5, members: 20, begun: 0, entered: 0 });
    await answered(...some(5, 10), 'm-lead');
    expect(await told()).to.deep.equal({ told: 'share', share: 'nearlyAll', members: 20 });
    await change('m-0', { groupIds: [] });
    expect(await told()).to.deep.equal({ told: 'share', share: 'nearlyAll', members: 20 });
  });

  it('tells of those who answered after it was opened again from five on, as its results do', async () => {
    await aPostedSurvey(world, { anonymity: 'confidential' });
    await answered(...some(0, 9));
    const again = async (...ids: string[]) => {
      await reopenSurvey(world.deps, await coordinator(), 's-1', '2026-10-01T12:00:00.000Z');
      await answered(...ids);
      const open = await told();
      await closeSurvey(world.deps, await coordinator(), 's-1');
      const closed = await told();
      const { results } = await seenResults(world.deps.store, await coordinator(), 's-1');
      expect(closed).to.include({ told: 'counts', submitted: results.submitted });
      return [open.told === 'share' && open.share, results.submitted];
    };
    await closeSurvey(world.deps, await coordinator(), 's-1');
    // Whoever knows that nine had answered would read from the word that the tenth did.
    expect(await again('m-9')).to.deep.equal(['underHalf', 9]);
    expect(await again(...some(10, 3))).to.deep.equal(['underHalf', 9]);
    expect(await again('m-13')).to.deep.equal(['half', 14]);
  });

  it('keeps whom an anonymous survey asked only until its end', async () => {
    await aPostedSurvey(world, { anonymity: 'anonymous' });
    expect((await load(world.deps.store, populations, 's-1')).respondentIds).to.have.length(20);
    await closeSurvey(world.deps, await coordinator(), 's-1');
    expect(await load(world.deps.store, populations, 's-1')).to.deep.include({ count: 20, respondentIds: [] });
  });

  it('is in numbers for coordinators of a confidential one, who may know', async () => {
    await aPostedSurvey(world, { anonymity: 'confidential' });
    await answered(...some(0, 3));
    const counts = { told: 'counts', submitted: 3, begun: 0, members: 20, entered: 0 };
    expect(await progressFor(world.deps.store, await survey(), true)).to.deep.equal(counts);
  });
});
