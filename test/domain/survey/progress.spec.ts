import { expect } from 'chai';
import { type Member, members, networks } from '../../../domain/network/network.ts';
import { removeMembers } from '../../../domain/network/roster.ts';
import { put } from '../../../domain/store.ts';
import { openForm, savePage, submitForm } from '../../../domain/survey/answer.ts';
import { closeSurvey } from '../../../domain/survey/close.ts';
import { missingFrom } from '../../../domain/survey/missing.ts';
import { progressOf } from '../../../domain/survey/progress.ts';
import { type Anonymity, surveys } from '../../../domain/survey/survey.ts';
import { seeSurvey } from '../../../domain/survey/view.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aPostedSurvey } from '../delivery/messages.ts';
import { aWorld, objectIdOf, type Role, type World } from '../fixture.ts';

const everybody = ['coordinator', 'lead', 'member', 'other', 'loner'] as const;

describe('how many have answered of how many', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const survey = () => load(world.deps.store, surveys, 's-1');
  const counted = async () => {
    const { submitted, members: of } = await progressOf(world.deps.store, await survey());
    return `${submitted}/${of}`;
  };
  const answer = async (role: Role) => {
    const typed = { page: 0, to: 'submit', typed: { first: 'Vastaus' } } as const;
    return savePage(world.deps, await world.actor(role), 's-1', typed);
  };
  async function change(role: Role, given: Partial<Member>) {
    const member = await load(world.deps.store, members, `m-${role}`);
    await world.deps.store.commit([put(members, { ...member, ...given })]);
  }
  async function leave(...roles: Role[]) {
    const network = await load(world.deps.store, networks, 'uudi');
    await removeMembers(world.deps, network, roles.map(objectIdOf));
  }

  it('is only ever answered by those it asks: not by those who only look after it, who may look at the form', async () => {
    await change('lead', { groupIds: [] });
    await change('coordinator', { groupIds: [] });
    await aPostedSurvey(world);
    for (const role of ['lead', 'coordinator'] as const) {
      await expectCode(answer(role), 'SURVEY_NOT_ASKED');
      await expectCode(openForm(world.deps, await world.actor(role), 's-1'), 'SURVEY_NOT_ASKED');
      await expectCode(submitForm(world.deps, await world.actor(role), 's-1'), 'SURVEY_NOT_ASKED');
      const seen = await seeSurvey(world.deps.store, await world.actor(role), 's-1');
      expect([seen.own, seen.progress?.members], role).to.deep.equal([undefined, 3]);
    }
    expect(await counted()).to.equal('0/3');
  });

  it('still has those who answered and are asked no longer, and not those who left without a word', async () => {
    await aPostedSurvey(world);
    for (const role of ['coordinator', 'member', 'other'] as const) await answer(role);
    await leave('member', 'loner');
    await change('other', { groupIds: [] });
    // The lead alone is missing.
    expect(await counted()).to.equal('3/4');
    expect((await missingFrom(world.deps.store, await world.actor('lead'), 's-1')).known?.count).to.equal(1);
    await expectCode(answer('other'), 'FORBIDDEN');
    await closeSurvey(world.deps, await world.actor('lead'), 's-1');
    expect(await counted()).to.equal('3/4');
  });

  for (const anonymity of ['named', 'confidential', 'anonymous'] as const satisfies readonly Anonymity[]) {
    it(`never has more answers than were to be given, whoever leaves meanwhile or after: ${anonymity}`, async () => {
      await aPostedSurvey(world, { anonymity });
      for (const role of everybody) await answer(role);
      await leave('member');
      expect(await counted()).to.equal('5/5');
      await closeSurvey(world.deps, await world.actor('lead'), 's-1');
      await leave('other', 'loner');
      expect(await counted()).to.equal('5/5');
    });
  }

  it('counts an organisation once, also when the one who answered for it has left', async () => {
    await aPostedSurvey(world);
    await world.deps.store.commit([put(surveys, { ...(await survey()), respondent: 'organisation' })]);
    await change('other', { organisationId: 'o-association' });
    await answer('member');
    expect(await counted()).to.equal('1/3');
    await leave('member', 'other');
    expect(await counted()).to.equal('1/3');
  });
});
