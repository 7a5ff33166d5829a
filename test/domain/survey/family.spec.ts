import { expect } from 'chai';
import { type Member, members } from '../../../domain/network/network.ts';
import { deliveries, tasks } from '../../../domain/outbox.ts';
import { put } from '../../../domain/store.ts';
import { savePage } from '../../../domain/survey/answer.ts';
import { closeSurvey } from '../../../domain/survey/close.ts';
import { familyNetworks, otherNetworks } from '../../../domain/survey/family.ts';
import { postSurvey } from '../../../domain/survey/make.ts';
import { type Audience, type Survey, surveys } from '../../../domain/survey/survey.ts';
import { seeSurvey } from '../../../domain/survey/view.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aPostedSurvey } from '../delivery/messages.ts';
import { aWorld, type World } from '../fixture.ts';
import { addSecondNetwork, secondNetworkId } from '../second-network.ts';

describe('a survey for several networks at once', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await addSecondNetwork(world.deps.store);
  });
  afterEach(() => world.close());

  /** Gives the coordinator of the first network a part in the second. */
  async function thereToo(part: Partial<Member>) {
    const there = (await world.deps.store.get(members, 'z-coordinator')) as Member;
    await world.deps.store.commit([put(members, { ...there, ...part })]);
  }
  const posted = (audience: Audience = { kind: 'network' }) =>
    aPostedSurvey(world, { by: 'coordinator', audience, alsoIn: [secondNetworkId] });
  async function copy(): Promise<Survey> {
    const found = await world.deps.store.find(surveys, { networkId: secondNetworkId, state: 'open' });
    const made = found.find(({ id }) => id !== 'kymi-survey');
    if (!made) throw new Error('no survey was made there');
    return made;
  }

  it('is one in each, with the same questions and a life of its own', async () => {
    await thereToo({ roles: ['coordinator'] });
    const here = await posted();
    const there = await copy();
    expect(there.questions).to.deep.equal(here.questions);
    expect([here.familyId, there.familyId]).to.deep.equal(['s-1', 's-1']);
    expect([here.keepMonths, there.keepMonths]).to.deep.equal([24, 24]);
    expect(there).to.include({ networkId: secondNetworkId, createdBy: 'z-coordinator' });
    expect(there.groupId).to.equal(undefined);
    expect(there.audience).to.deep.equal({ kind: 'network' });
    expect((await world.deps.store.find(tasks, { subjectId: there.id })).map(({ kind }) => kind).sort()).to.deep.equal([
      'survey.close',
      'survey.remind',
    ]);
    expect(
      (await world.deps.store.find(deliveries, { subjectId: there.id })).map(({ networkId, targetId }) => [
        networkId,
        targetId,
      ]),
    ).to.deep.equal([[secondNetworkId, 'kymi-group']]);
    await closeSurvey(world.deps, await world.actor('coordinator'), 's-1');
    expect((await load(world.deps.store, surveys, there.id)).state).to.equal('open');
  });

  it('keeps each network’s answers and rights to itself', async () => {
    await thereToo({ roles: ['coordinator'] });
    await posted();
    const there = await copy();
    const member = await world.actor('member');
    await savePage(world.deps, member, there.id, { page: 0, to: 'submit', typed: { first: 'Itä' } });
    const { store } = world.deps;
    const coordinator = await world.actor('coordinator');
    expect((await seeSurvey(store, coordinator, 's-1')).progress).to.include({ submitted: 0 });
    expect((await seeSurvey(store, coordinator, there.id)).progress).to.include({ submitted: 1 });
    await expectCode(seeSurvey(store, await world.actor('lead'), there.id), 'NOT_MEMBER');
    await expectCode(seeSurvey(store, await world.actor('stranger'), 's-1'), 'NOT_MEMBER');
    await expectCode(closeSurvey(world.deps, member, there.id), 'FORBIDDEN');
  });

  it('asks there the same types of organisations, or the groups that its maker leads', async () => {
    await thereToo({ roles: ['coordinator'] });
    await posted({ kind: 'organisationTypes', types: ['association'] });
    expect((await copy()).audience).to.deep.equal({ kind: 'organisationTypes', types: ['association'] });
  });

  it('asks there the groups that its maker leads when they do not coordinate it', async () => {
    await thereToo({ leads: ['kymi-group'] });
    await posted();
    const { groupId, audience } = await copy();
    expect([groupId, audience]).to.deep.equal(['kymi-group', undefined]);
  });

  it('is made in none when its maker may not make it in one of them', async () => {
    await expectCode(posted(), 'FORBIDDEN');
    expect((await load(world.deps.store, surveys, 's-1')).state).to.equal('draft');
    expect(await world.deps.store.count(deliveries, {})).to.equal(0);
  });

  it('is made in none when its maker is a stranger to one of them', async () => {
    await expectCode(aPostedSurvey(world, { by: 'lead', alsoIn: [secondNetworkId] }), 'NOT_MEMBER');
    expect(await world.deps.store.count(deliveries, {})).to.equal(0);
  });

  it('is made once in each however often it is posted', async () => {
    await thereToo({ roles: ['coordinator'] });
    await posted();
    const coordinator = await world.actor('coordinator');
    const again = () => postSurvey(world.deps, coordinator, 's-1', { alsoIn: [secondNetworkId, secondNetworkId] });
    await Promise.all([again(), again()]);
    expect(await world.deps.store.count(surveys, { networkId: secondNetworkId })).to.equal(2);
  });

  it('names the networks in which it was made, to those who are in them', async () => {
    await thereToo({ roles: ['coordinator'] });
    const survey = await posted();
    const { store } = world.deps;
    const named = async (role: 'coordinator' | 'lead') =>
      (await familyNetworks(store, await world.actor(role), survey)).map(({ id }) => id);
    expect(await named('coordinator')).to.deep.equal([secondNetworkId]);
    expect(await named('lead')).to.deep.equal([]);
    expect((await otherNetworks(store, await world.actor('coordinator'), survey)).map(({ id }) => id)).to.deep.equal([
      secondNetworkId,
    ]);
    expect(await otherNetworks(store, await world.actor('member'), survey)).to.deep.equal([]);
  });

  it('stays in its network when it asks about the network’s own practices', async () => {
    await thereToo({ roles: ['coordinator'] });
    const survey = await aPostedSurvey(world, { by: 'coordinator' });
    const [question] = survey.questions;
    const about = {
      ...survey,
      state: 'draft' as const,
      questions: question ? [{ ...question, code: 'first:p-1' }] : [],
    };
    await world.deps.store.commit([put(surveys, { ...about, version: 2 })]);
    const coordinator = await world.actor('coordinator');
    expect(await otherNetworks(world.deps.store, coordinator, about)).to.deep.equal([]);
    const request = postSurvey(world.deps, coordinator, 's-1', { alsoIn: [secondNetworkId] });
    await expectCode(request, 'SURVEY_AUDIENCE_INVALID');
  });
});
