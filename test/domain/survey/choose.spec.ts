import { expect } from 'chai';
import { groups, type Member, members, type WorkingGroup } from '../../../domain/network/network.ts';
import { can } from '../../../domain/rights.ts';
import { put } from '../../../domain/store.ts';
import { channelsAmong, groupsOf } from '../../../domain/survey/audience.ts';
import { type AudienceChoice, lookAtAudience, peopleToAsk, settleAudience } from '../../../domain/survey/choose.ts';
import { type Audience, mostChosen } from '../../../domain/survey/survey.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aMember } from '../../storage/records.ts';
import { aPostedSurvey } from '../delivery/messages.ts';
import { aWorld, type Role, type World } from '../fixture.ts';
import { addSecondNetwork } from '../second-network.ts';

describe('whom somebody may ask', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await addSecondNetwork(world.deps.store);
  });
  afterEach(() => world.close());

  async function settled(role: Role, audience: Audience, more: Partial<AudienceChoice> = {}) {
    return settleAudience(world.deps.store, await world.actor(role), { networkId: 'uudi', audience, ...more });
  }

  /** Makes the lead one of both groups. */
  async function leadOfBoth() {
    const lead = (await world.deps.store.get(members, 'm-lead')) as Member;
    await world.deps.store.commit([put(members, { ...lead, leads: ['future', 'home'] })]);
  }

  const both: Audience = { kind: 'groups', groupIds: ['future', 'home', 'future'] };

  it('is one group for its lead, who then looks after the survey', async () => {
    expect(await settled('lead', { kind: 'groups', groupIds: ['future'] })).to.deep.equal({
      groupId: 'future',
      audience: undefined,
    });
    await expectCode(settled('lead', { kind: 'groups', groupIds: ['home'] }), 'FORBIDDEN');
    await expectCode(settled('member', { kind: 'groups', groupIds: ['future'] }), 'FORBIDDEN');
    await expectCode(settled('stranger', { kind: 'groups', groupIds: ['future'] }), 'NOT_MEMBER');
  });

  it('is several groups for somebody who leads them all', async () => {
    await expectCode(settled('lead', both), 'FORBIDDEN');
    await leadOfBoth();
    const audience = { kind: 'groups', groupIds: ['future', 'home'] };
    expect(await settled('lead', both)).to.deep.equal({ groupId: 'future', audience });
    expect(await settled('coordinator', both)).to.deep.equal({ groupId: undefined, audience });
  });

  it('is the whole network or types of organisations for coordinators alone', async () => {
    for (const audience of [
      { kind: 'network' },
      { kind: 'organisationTypes', types: ['library'] },
    ] satisfies Audience[]) {
      expect(await settled('coordinator', audience)).to.deep.equal({ groupId: undefined, audience });
      await expectCode(settled('lead', audience), 'FORBIDDEN');
      // A group that one leads beside it changes nothing.
      await expectCode(settled('lead', audience, { groupId: 'future' }), 'FORBIDDEN');
    }
  });

  it('is never looked after by the leads of one group when it is wider, whatever group it names', async () => {
    const lead = await world.actor('lead');
    const audiences: (Audience | undefined)[] = [
      undefined,
      { kind: 'members', memberIds: ['m-member'] },
      { kind: 'network' },
      { kind: 'organisationTypes', types: ['library'] },
      { kind: 'groups', groupIds: ['future', 'home'] },
    ];
    const managed = audiences.filter((audience) =>
      can(lead, 'survey.manage', { networkId: 'uudi', groupId: 'future', audience }),
    );
    expect(managed).to.deep.equal(audiences.slice(0, 2));
  });

  it('is people of the groups one leads, chosen one by one, and for coordinators anybody', async () => {
    const own: Audience = { kind: 'members', memberIds: ['m-member', 'm-other', 'm-member'] };
    const audience = { kind: 'members', memberIds: ['m-member', 'm-other'] };
    expect(await settled('lead', own)).to.deep.equal({ groupId: 'future', audience });
    expect(await settled('coordinator', own)).to.deep.equal({ groupId: undefined, audience });
    const foreign = aMember({ id: 'm-home', networkId: 'uudi', groupIds: ['home'] });
    await world.deps.store.commit([put(members, foreign)]);
    await expectCode(settled('lead', { kind: 'members', memberIds: ['m-home'] }), 'FORBIDDEN');
    await expectCode(settled('lead', own, { groupId: 'home' }), 'FORBIDDEN');
  });

  it('is nothing of another network, nobody who has left, and never nobody at all', async () => {
    const gone = aMember({ id: 'm-gone', networkId: 'uudi', leftAt: '2026-08-01T09:00:00.000Z' });
    await world.deps.store.commit([put(members, gone)]);
    const tooMany = Array.from({ length: mostChosen + 1 }, (_, index) => `m-${index}`);
    for (const audience of [
      { kind: 'groups', groupIds: ['kymi-group'] },
      { kind: 'groups', groupIds: ['future', 'no-such-group'] },
      { kind: 'groups', groupIds: [] },
      { kind: 'members', memberIds: ['z-alone'] },
      { kind: 'members', memberIds: ['m-member', 'no-such-member'] },
      { kind: 'members', memberIds: ['m-gone'] },
      { kind: 'members', memberIds: tooMany },
      { kind: 'organisationTypes', types: [] },
    ] satisfies Audience[]) {
      await expectCode(settled('coordinator', audience), 'SURVEY_AUDIENCE_INVALID');
    }
    const member: Audience = { kind: 'members', memberIds: ['m-member'] };
    await expectCode(settled('coordinator', member, { groupId: 'kymi-group' }), 'SURVEY_AUDIENCE_INVALID');
  });

  it('is told in numbers before anything is kept, to those only who may ask so', async () => {
    const look = async (role: Role, audience: Audience, respondent?: 'organisation') => {
      const request = { networkId: 'uudi', audience, respondent };
      const { count, channels, people } = await lookAtAudience(world.deps.store, await world.actor(role), request);
      return [count, channels, people.map(({ id }) => id)];
    };
    const future: Audience = { kind: 'groups', groupIds: ['future'] };
    expect(await look('lead', future)).to.deep.equal([5, true, []]);
    // Who belongs to no organisation answers for none.
    expect(await look('lead', future, 'organisation')).to.deep.equal([4, true, []]);
    const types: Audience = { kind: 'organisationTypes', types: ['library', 'association'] };
    expect(await look('coordinator', types)).to.deep.equal([2, false, []]);
    const chosen: Audience = { kind: 'members', memberIds: ['m-other', 'm-member'] };
    expect(await look('lead', chosen)).to.deep.equal([2, false, ['m-other', 'm-member']]);
    await world.deps.store.commit([
      put(members, aMember({ id: 'm-gone', networkId: 'uudi', leftAt: '2026-08-01T09:00:00.000Z' })),
      put(members, aMember({ id: 'm-home', networkId: 'uudi', groupIds: ['home'] })),
    ]);
    const some: Audience = { kind: 'members', memberIds: ['m-gone', 'm-home', 'z-alone', 'none', 'm-other'] };
    expect(await look('lead', some)).to.deep.equal([1, false, ['m-other']]);
    expect(await look('coordinator', some)).to.deep.equal([2, false, ['m-home', 'm-other']]);
    await expectCode(look('lead', types), 'FORBIDDEN');
    await expectCode(look('member', future), 'FORBIDDEN');
    const nobody = await expectCode(look('lead', { kind: 'groups', groupIds: [] }), 'SURVEY_AUDIENCE_INVALID');
    expect(nobody.fields).to.deep.equal({ audience: 'required' });
  });

  it('is refused at posting when nobody is left of them', async () => {
    const audience: Audience = { kind: 'organisationTypes', types: ['hospitalDistrict'] };
    await expectCode(aPostedSurvey(world, { by: 'coordinator', audience }), 'SURVEY_NOBODY_ASKED');
  });

  it('is found by name or organisation, without those chosen already', async () => {
    const found = async (role: Role, more: object) => {
      const request = { networkId: 'uudi', search: '', limit: 10, besides: [], ...more };
      const people = await peopleToAsk(world.deps.store, await world.actor(role), request);
      return [people.found.map(({ id }) => id), people.more];
    };
    expect(await found('lead', { search: 'järjestö b' })).to.deep.equal([['m-member'], false]);
    expect(await found('lead', { search: 'LONER' })).to.deep.equal([['m-loner'], false]);
    expect(await found('lead', { besides: ['m-lead', 'm-loner', 'm-coordinator'], limit: 1 })).to.deep.equal([
      ['m-member'],
      true,
    ]);
    expect(await found('coordinator', { groupId: 'home' })).to.deep.equal([['m-coordinator'], false]);
    await expectCode(found('lead', { groupId: 'home' }), 'FORBIDDEN');
    await expectCode(found('member', {}), 'FORBIDDEN');
  });

  it('keeps a channel that refuses the bot out of a whole network, and tries it when its group is chosen', async () => {
    const home = (await world.deps.store.get(groups, 'home')) as WorkingGroup;
    await world.deps.store.commit([put(groups, { ...home, refusedAt: '2026-08-01T09:00:00.000Z' })]);
    const posted = async (audience: Audience) => {
      const survey = { networkId: 'uudi', audience };
      return channelsAmong(survey, await groupsOf(world.deps.store, survey)).map(({ id }) => id);
    };
    expect(await posted({ kind: 'network' })).to.deep.equal(['future']);
    expect(await posted({ kind: 'groups', groupIds: ['future', 'home'] })).to.deep.equal(['future', 'home']);
    expect(await posted({ kind: 'members', memberIds: ['m-lead'] })).to.deep.equal([]);
  });
});
