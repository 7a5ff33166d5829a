import { expect } from 'chai';
import * as fc from 'fast-check';
import { mine } from '../../../domain/member/mine.ts';
import { membershipOf } from '../../../domain/network/actor.ts';
import { type Member, members, organisations, organisationTypes } from '../../../domain/network/network.ts';
import { put } from '../../../domain/store.ts';
import { openForm, savePage } from '../../../domain/survey/answer.ts';
import { askedMembers, countAsked, isAsked, whatAsks } from '../../../domain/survey/audience.ts';
import { remindNow } from '../../../domain/survey/life.ts';
import { surveysPage } from '../../../domain/survey/list.ts';
import { missingFrom } from '../../../domain/survey/missing.ts';
import { progressOf } from '../../../domain/survey/progress.ts';
import type { Audience } from '../../../domain/survey/survey.ts';
import { seeSurvey } from '../../../domain/survey/view.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aMember, anOrganisation } from '../../storage/records.ts';
import { aPostedSurvey } from '../delivery/messages.ts';
import { aWorld, type Role, type World } from '../fixture.ts';

const groupIds = ['future', 'home', 'third'];
const types = organisationTypes.slice(0, 4);

describe('whom a survey asks', () => {
  let world: World;
  before(async () => {
    world = await aWorld();
  });
  after(() => world.close());

  async function aCrowd(): Promise<Member[]> {
    const everywhere = ['uudi', 'other-network'].flatMap((networkId) =>
      types.map((type) => anOrganisation({ id: `${networkId}-${type}`, networkId, type })),
    );
    const crowd = ['uudi', 'other-network'].flatMap((networkId) =>
      Array.from({ length: 96 }, (_, index) =>
        aMember({
          networkId,
          groupIds: groupIds.filter((_id, bit) => index & (1 << bit)),
          ...(index & 8 ? { organisationId: `${networkId}-${types[index % types.length]}` } : {}),
          ...(index >= 80 ? { groupIds: [], leftAt: '2026-08-01T09:00:00.000Z' } : {}),
        }),
      ),
    );
    await world.deps.store.commit(everywhere.map((one) => put(organisations, one)));
    await world.deps.store.commit(crowd.map((one) => put(members, one)));
    return crowd;
  }

  /** The organisations of those among the ids who are of the world's own members. */
  async function ownOrganisations(ids: readonly string[]) {
    const own = await Promise.all(
      ids.filter((id) => id.startsWith('m-')).map((id) => world.deps.store.get(members, id)),
    );
    return own.map((member) => member?.organisationId);
  }

  it('is the same to one who asks for themselves, in the stream of all, and in their number', async () => {
    const { store } = world.deps;
    const crowd = await aCrowd();
    const ids = crowd.map(({ id }) => id);
    const anAudience: fc.Arbitrary<Audience | undefined> = fc.oneof(
      fc.constant(undefined),
      fc.constant({ kind: 'network' } as const),
      fc.record({ kind: fc.constant('groups' as const), groupIds: fc.subarray(groupIds, { minLength: 1 }) }),
      fc.record({
        kind: fc.constant('organisationTypes' as const),
        types: fc.subarray([...organisationTypes], { minLength: 1 }),
      }),
      fc.record({ kind: fc.constant('members' as const), memberIds: fc.subarray(ids, { minLength: 1 }) }),
    );
    const aGroup = fc.constantFrom(undefined, ...groupIds);
    await fc.assert(
      fc.asyncProperty(anAudience, aGroup, async (audience, groupId) => {
        const survey = { networkId: 'uudi', groupId, audience };
        const streamed: string[] = [];
        for await (const { id } of askedMembers(store, survey)) streamed.push(id);
        expect(new Set(streamed).size, 'each once').to.equal(streamed.length);
        expect(await countAsked(store, survey), 'counted').to.equal(streamed.length);
        const organisationsAsked = crowd.filter(({ id }) => streamed.includes(id)).map((one) => one.organisationId);
        const ownOnes = new Set([...organisationsAsked, ...(await ownOrganisations(streamed))]);
        ownOnes.delete(undefined);
        expect(await countAsked(store, { ...survey, respondent: 'organisation' })).to.equal(ownOnes.size);
        const all = (await store.find(members, {})).filter(({ leftAt }) => leftAt === undefined);
        const asked = await Promise.all(all.map((one) => isAsked(store, survey, membershipOf(one))));
        expect(all.filter((_one, index) => asked[index]).map(({ id }) => id)).to.deep.equal(streamed);
        const some = all[streamed.length % all.length] as Member;
        expect((await whatAsks(store, membershipOf(some)))(survey)).to.equal(streamed.includes(some.id));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a survey with an audience of its own', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const page = { page: 0, to: 'submit', typed: { first: 'Vastaus' } } as const;
  const answered = async (role: Role) => savePage(world.deps, await world.actor(role), 's-1', page);
  const seen = async (role: Role) => seeSurvey(world.deps.store, await world.actor(role), 's-1');
  const waiting = async (role: Role) => {
    const [membership] = (await world.actor(role)).memberships;
    return membership ? await mine(world.deps, membership) : [];
  };
  const listed = async (role: Role) => {
    const query = { networkId: 'uudi', search: '', language: 'fi', limit: 10 } as const;
    return (await surveysPage(world.deps.store, await world.actor(role), query)).items;
  };

  async function expectAsked(asked: readonly Role[], others: readonly Role[]) {
    for (const role of asked) {
      expect(await waiting(role), role).to.have.length(1);
      expect(await listed(role), role).to.have.length(1);
      expect((await seen(role)).own, role).to.equal('none');
      await answered(role);
      expect((await waiting(role))[0]?.state, role).to.equal('done');
    }
    for (const role of others) {
      expect(await waiting(role), role).to.have.length(0);
      expect(await listed(role), role).to.have.length(0);
      await expectCode(seen(role), 'FORBIDDEN');
      await expectCode(answered(role), 'FORBIDDEN');
    }
    await expectCode(answered('stranger'), 'NOT_MEMBER');
  }

  it('asks those whose organisation is of a chosen type, in the list, in the view and at the door', async () => {
    await aPostedSurvey(world, {
      by: 'coordinator',
      audience: { kind: 'organisationTypes', types: ['association', 'municipality'] },
    });
    await expectAsked(['member', 'other'], ['lead', 'loner']);
    const { store } = world.deps;
    expect(await progressOf(store, (await seen('coordinator')).survey)).to.include({ submitted: 2, members: 2 });
  });

  it('asks the people who were chosen, and nobody else', async () => {
    const memberIds = ['m-other', 'm-loner'];
    await aPostedSurvey(world, { by: 'coordinator', audience: { kind: 'members', memberIds } });
    await expectAsked(['other', 'loner'], ['lead', 'member']);
  });

  it('asks a whole network, those too who are in no group', async () => {
    await world.deps.store.commit([
      put(members, aMember({ id: 'm-alone', networkId: 'uudi', personId: 'p-alone', groupIds: [] })),
    ]);
    await aPostedSurvey(world, { by: 'coordinator', audience: { kind: 'network' } });
    await answered('loner');
    const missing = await missingFrom(world.deps.store, await world.actor('coordinator'), 's-1');
    expect(missing.known?.members.map(({ id }) => id).sort()).to.deep.equal([
      'm-alone',
      'm-coordinator',
      'm-lead',
      'm-member',
      'm-other',
    ]);
  });

  it('counts somebody in two of its groups once', async () => {
    await aPostedSurvey(world, { by: 'coordinator', audience: { kind: 'groups', groupIds: ['future', 'home'] } });
    expect((await seen('coordinator')).progress?.members).to.equal(5);
    await answered('coordinator');
    const missing = await missingFrom(world.deps.store, await world.actor('coordinator'), 's-1');
    expect(missing.known?.count).to.equal(4);
  });

  it('no longer asks somebody who left its groups while they were answering', async () => {
    const { store } = world.deps;
    await aPostedSurvey(world, { by: 'coordinator', audience: { kind: 'groups', groupIds: ['future', 'home'] } });
    await openForm(world.deps, await world.actor('member'), 's-1');
    const member = await store.get(members, 'm-member');
    await store.commit([put(members, { ...(member as Member), groupIds: [] })]);
    await expectCode(answered('member'), 'FORBIDDEN');
  });

  it('is looked after by coordinators alone when it goes beyond the groups that one leads', async () => {
    await aPostedSurvey(world, { by: 'coordinator', audience: { kind: 'groups', groupIds: ['future', 'home'] } });
    expect((await seen('lead')).offers).to.deep.equal([]);
    await expectCode(remindNow(world.deps, await world.actor('lead'), 's-1'), 'FORBIDDEN');
    expect((await seen('coordinator')).offers).to.include('remind');
  });
});
