import { expect } from 'chai';
import { meetingsPage } from '../../domain/meeting/list.ts';
import { membersPage } from '../../domain/network/directory.ts';
import { members } from '../../domain/network/network.ts';
import { practicesPage } from '../../domain/practice/pages.ts';
import { put } from '../../domain/store.ts';
import { surveysLookedAfter, surveysPage } from '../../domain/survey/list.ts';
import { seenResults } from '../../domain/survey/results/seen-results.ts';
import { seeSurvey } from '../../domain/survey/view.ts';
import { expectCode } from '../storage/expect-code.ts';
import { fillNetwork } from '../tab/busy-network.ts';
import { aSurvey } from './example-network.ts';
import { aWorld, type Role, type World } from './fixture.ts';

const all = { networkId: 'uudi', search: '', limit: 100, language: 'fi' } as const;
const ids = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id);

describe('what is listed', () => {
  let world: World;

  before(async () => {
    world = await aWorld();
    await fillNetwork(world.deps.store);
  });

  after(() => world.close());

  const surveys = async (role: Role, more: object = {}) =>
    ids(await surveysPage(world.deps.store, await world.actor(role), { ...all, ...more }));

  it('of surveys: what is posted to those it asks, and drafts to those who look after them', async () => {
    expect(await surveys('coordinator')).to.deep.equal(['open', 'draft', 'closed']);
    const actor = await world.actor('coordinator');
    expect((await surveysLookedAfter(world.deps.store, actor, 'uudi')).map(({ id }) => id)).to.deep.equal([
      'open',
      'draft',
      'closed',
      'earlier',
    ]);
    expect(await surveys('lead')).to.have.members(['open', 'closed', 'draft']);
    expect(await surveys('member')).to.have.members(['open', 'closed']);
    await expectCode(surveys('stranger'), 'NOT_MEMBER');
    expect(await surveys('coordinator', { state: 'closed' })).to.deep.equal(['closed']);
    expect(await surveys('coordinator', { search: 'TUEN' })).to.deep.equal(['open']);
    expect(await surveys('coordinator', { groupId: 'home' })).to.deep.equal([]);
  });

  it('of surveys never those of other groups, but to coordinators', async () => {
    await world.deps.store.commit([aSurvey('elsewhere', { groupId: 'home', closesAt: '2026-09-30T13:00:00.000Z' })]);
    expect(await surveys('member')).not.to.include('elsewhere');
    expect(await surveys('lead')).not.to.include('elsewhere');
    expect(await surveys('coordinator')).to.include('elsewhere');
  });

  it('of surveys those of a group: that it looks after, or that ask it among others', async () => {
    const audience = { kind: 'groups' as const, groupIds: ['future', 'home'] };
    await world.deps.store.commit([
      aSurvey('both', { groupId: undefined, audience }),
      aSurvey('everybody', { groupId: undefined, audience: { kind: 'network' } }),
    ]);
    expect(await surveys('coordinator', { groupId: 'home' }))
      .to.include('both')
      .and.not.to.include('everybody');
    expect(await surveys('member')).to.include.members(['both', 'everybody']);
  });

  it('of meetings: what comes, the next first, or what was, the last first, with one’s own reply', async () => {
    const actor = await world.actor('member');
    const coming = await meetingsPage(world.deps, actor, { ...all, when: 'coming' });
    expect(coming.items.map(({ meeting, own }) => [meeting.id, own])).to.deep.equal([['autumn', 'yes']]);
    const past = await meetingsPage(world.deps, actor, { ...all, when: 'past' });
    expect(past.items.map(({ meeting }) => meeting.id)).to.deep.equal(['past']);
    await expectCode(meetingsPage(world.deps, await world.actor('stranger'), { ...all, when: 'past' }), 'NOT_MEMBER');
  });

  it('of practices: all by title, and of drafts one’s own', async () => {
    const { store } = world.deps;
    expect(ids(await practicesPage(store, await world.actor('coordinator'), all))).to.deep.equal([
      'home',
      'mine',
      'validated',
      'chosen',
    ]);
    const member = await world.actor('member');
    expect(ids(await practicesPage(store, member, all))).not.to.include('mine');
    expect(ids(await practicesPage(store, member, { ...all, state: 'validated' }))).to.deep.equal(['chosen']);
    await expectCode(practicesPage(store, await world.actor('stranger'), all), 'NOT_MEMBER');
  });

  it('of members: those who are there, by name, to coordinators alone', async () => {
    const { store } = world.deps;
    const coordinator = await world.actor('coordinator');
    expect(ids(await membersPage(store, coordinator, { ...all, organisationId: '' }))).to.deep.equal(['m-loner']);
    const gone = await store.get(members, 'm-other');
    if (gone) await store.commit([put(members, { ...gone, leftAt: '2026-09-01T08:00:00.000Z' })]);
    expect(ids(await membersPage(store, coordinator, all))).not.to.include('m-other');
    await expectCode(membersPage(store, await world.actor('lead'), all), 'FORBIDDEN');
  });
});

describe('a survey that is looked at', () => {
  let world: World;

  before(async () => {
    world = await aWorld();
    await fillNetwork(world.deps.store);
  });

  after(() => world.close());

  const see = async (role: Role, id: string) => seeSurvey(world.deps.store, await world.actor(role), id);

  it('shows counts and what can be done to those who look after it, and to others how far they are', async () => {
    expect(await see('lead', 'closed'))
      .to.include({ own: 'submitted' })
      .and.have.property('progress')
      .not.equal(undefined);
    const inHand = ['extend', 'missing', 'remind', 'reminders', 'enter', 'reword', 'keeping', 'cancel', 'close'];
    expect((await see('lead', 'open')).offers).to.deep.equal(inHand);
    expect((await see('lead', 'closed')).offers).to.deep.equal(['results', 'reopen', 'archive', 'keeping']);
    expect((await see('lead', 'draft')).offers).to.deep.equal(['post', 'discard', 'reminders']);
    const seen = await see('member', 'open');
    expect([seen.own, seen.progress, seen.offers]).to.deep.equal(['none', undefined, []]);
  });

  it('is not shown before it is posted to those it will ask', () => expectCode(see('member', 'draft'), 'FORBIDDEN'));

  it('gives its results when it has closed, to those who look after it', async () => {
    const results = async (role: Role, id: string) => seenResults(world.deps.store, await world.actor(role), id);
    expect((await results('lead', 'closed')).results).to.include({ suppressed: false, submitted: 3 });
    await expectCode(results('lead', 'open'), 'RESULTS_NOT_YET');
    await expectCode(results('member', 'closed'), 'FORBIDDEN');
    await expectCode(results('stranger', 'closed'), 'NOT_MEMBER');
  });
});
