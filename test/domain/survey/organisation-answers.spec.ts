import { expect } from 'chai';
import { mine } from '../../../domain/member/mine.ts';
import { members, organisations } from '../../../domain/network/network.ts';
import { deliveries } from '../../../domain/outbox.ts';
import { type Actor, membershipIn } from '../../../domain/rights.ts';
import { put } from '../../../domain/store.ts';
import { openForm, savePage, submitForm, unsavedPage } from '../../../domain/survey/answer.ts';
import { remindPeopleDue } from '../../../domain/survey/deliver.ts';
import { entriesOf } from '../../../domain/survey/entries.ts';
import { remindNow } from '../../../domain/survey/life.ts';
import { draftSurvey, postSurvey } from '../../../domain/survey/make.ts';
import { missingFrom } from '../../../domain/survey/missing.ts';
import { progressOf } from '../../../domain/survey/progress.ts';
import { responses } from '../../../domain/survey/response.ts';
import { type Anonymity, type Audience, surveys } from '../../../domain/survey/survey.ts';
import { seeSurvey } from '../../../domain/survey/view.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aPostedSurvey, finish, template } from '../delivery/messages.ts';
import { aWorld, type Role, type World } from '../fixture.ts';

const plan = { surveyId: 's-1', networkId: 'uudi', groupId: 'future', closesAt: '2026-09-15T13:00:00.000Z' };

describe('one answer of an organisation', () => {
  let world: World;
  let lead: Actor;
  beforeEach(async () => {
    world = await aWorld();
    lead = await world.actor('lead');
  });
  afterEach(() => world.close());

  const survey = () => load(world.deps.store, surveys, 's-1');
  const stored = () => world.deps.store.find(responses, { surveyId: 's-1' });

  async function posted() {
    await draftSurvey(world.deps, lead, { ...plan, template, anonymity: 'named', respondent: 'organisation' });
    await postSurvey(world.deps, lead, 's-1');
    // A colleague of `member`.
    const other = await load(world.deps.store, members, world.memberId('other'));
    await world.deps.store.commit([put(members, { ...other, organisationId: 'o-association' })]);
  }

  async function answer(role: Role, text: string, to: 'submit' | 'leave' = 'submit') {
    return savePage(world.deps, await world.actor(role), 's-1', { page: 0, to, typed: { first: text } });
  }

  it('is begun by one colleague and sent by another, and stays one', async () => {
    await posted();
    await answer('member', 'Luonnos', 'leave');
    const form = await openForm(world.deps, await world.actor('other'), 's-1');
    expect(form.answers['first']).to.equal('Luonnos');
    await answer('other', 'Yhteinen');
    await answer('member', 'Yhteinen vastaus');
    const [response, ...more] = await stored();
    expect(more).to.deep.equal([]);
    expect(response).to.deep.include({
      respondentId: 'o-association',
      memberId: 'm-member',
      organisationId: 'o-association',
      answers: { first: 'Yhteinen vastaus' },
    });
  });

  it('is nobody’s who has no organisation, and the reason says whom to ask', async () => {
    await posted();
    await expectCode(answer('loner', 'Vastaus'), 'SURVEY_ORGANISATION_MISSING');
    expect((await seeSurvey(world.deps.store, await world.actor('loner'), 's-1')).own).to.equal(undefined);
  });

  it('counts once, and no colleague is asked or reminded any more', async () => {
    await posted();
    await answer('member', 'Vastaus');
    expect(await progressOf(world.deps.store, await survey())).to.deep.include({ submitted: 1, members: 3 });
    const other = membershipIn(await world.actor('other'), 'uudi');
    const [waiting] = other ? await mine(world.deps, other) : [];
    expect(waiting?.state).to.equal('done');
    const missing = await missingFrom(world.deps.store, lead, 's-1');
    expect(missing.known?.count).to.equal(2);
    await remindNow(world.deps, lead, 's-1');
    await finish(world, 'survey.remindPeople:s-1', (task) => remindPeopleDue(world.deps, task));
    const reminded = await world.deps.store.find(deliveries, { kind: 'survey.reminder' });
    expect(reminded).to.have.length(2);
  });

  it('cannot be anonymous', async () => {
    const request = { ...plan, template, anonymity: 'anonymous', respondent: 'organisation' } as const;
    await expectCode(draftSurvey(world.deps, lead, request), 'SURVEY_ORGANISATION_SECRET');
  });
});

describe('an answer entered for an organisation without Teams', () => {
  let world: World;
  let lead: Actor;
  beforeEach(async () => {
    world = await aWorld();
    lead = await world.actor('lead');
    const without = { version: 0, type: 'association' as const, municipalities: [] };
    await world.deps.store.commit([
      put(organisations, { ...without, id: 'o-paper', networkId: 'uudi', name: 'Järjestö D (esimerkki)' }),
      put(organisations, { ...without, id: 'o-far', networkId: 'other', name: 'Muualla (esimerkki)' }),
    ]);
  });
  afterEach(() => world.close());

  const posted = (anonymity: Anonymity = 'named') => aPostedSurvey(world, { anonymity });
  const typed = { page: 0, to: 'submit', typed: { first: 'Puhelimessa kerrottu' } } as const;
  const enter = (actor: Actor, organisationId: string) => savePage(world.deps, actor, 's-1', typed, organisationId);

  it('is its organisation’s, says who entered it, and stands beside the lead’s own', async () => {
    await posted();
    await savePage(world.deps, lead, 's-1', typed);
    await enter(lead, 'o-paper');
    await enter(lead, 'o-paper');
    const given = await world.deps.store.find(responses, { surveyId: 's-1', respondentId: 'o-paper' });
    expect(given).to.have.length(1);
    expect(given[0]).to.include({ enteredBy: 'm-lead', organisationId: 'o-paper', state: 'submitted' });
    expect(given[0]).not.to.have.property('memberId');
    const progress = await progressOf(world.deps.store, await load(world.deps.store, surveys, 's-1'));
    expect(progress).to.deep.include({ submitted: 2, members: 6, entered: 1 });
  });

  it('can be chosen for those without members in the network, with how far each is', async () => {
    await posted();
    const listed = async () =>
      (await entriesOf(world.deps.store, lead, 's-1')).organisations.map(({ organisation: { id }, answer }) => [
        id,
        answer,
      ]);
    expect(await listed()).to.deep.equal([['o-paper', 'none']]);
    await enter(lead, 'o-paper');
    expect(await listed()).to.deep.equal([['o-paper', 'submitted']]);
    expect((await entriesOf(world.deps.store, lead, 's-1', ' järjestö ')).organisations).to.have.length(1);
    expect((await entriesOf(world.deps.store, lead, 's-1', 'kunta')).organisations).to.deep.equal([]);
  });

  it('is refused for an organisation that can answer itself, or of another network', async () => {
    await posted();
    await expectCode(enter(lead, 'o-association'), 'ORGANISATION_IN_TEAMS');
    await expectCode(enter(lead, 'o-far'), 'NOT_FOUND');
    await expectCode(enter(lead, 'nobody'), 'NOT_FOUND');
  });

  it('is entered only for those whose type the survey asks, and for none when people were chosen', async () => {
    const coordinator = await world.actor('coordinator');
    const ids = async () =>
      (await entriesOf(world.deps.store, coordinator, 's-1')).organisations.map(({ organisation: { id } }) => id);
    await aPostedSurvey(world, {
      by: 'coordinator',
      audience: { kind: 'organisationTypes', types: ['library', 'association'] },
    });
    expect(await ids()).to.deep.equal(['o-paper']);
    await enter(coordinator, 'o-paper');
    const survey = await load(world.deps.store, surveys, 's-1');
    const asking = async (audience: Audience) => {
      const { version } = await load(world.deps.store, surveys, 's-1');
      await world.deps.store.commit([put(surveys, { ...survey, version, audience })]);
    };
    await asking({ kind: 'organisationTypes', types: ['library'] });
    expect(await ids()).to.deep.equal([]);
    await expectCode(enter(coordinator, 'o-paper'), 'FORBIDDEN');
    await asking({ kind: 'members', memberIds: ['m-member'] });
    await expectCode(enter(coordinator, 'o-paper'), 'FORBIDDEN');
    expect((await seeSurvey(world.deps.store, coordinator, 's-1')).offers).not.to.include('enter');
  });

  it('is read in a confidential survey by whoever entered it, and by coordinators', async () => {
    await posted('confidential');
    await enter(lead, 'o-paper');
    const other = await load(world.deps.store, members, world.memberId('other'));
    await world.deps.store.commit([put(members, { ...other, leads: ['future'] })]);
    const [second, coordinator] = [await world.actor('other'), await world.actor('coordinator')];
    const listed = async (actor: Actor) => (await entriesOf(world.deps.store, actor, 's-1')).organisations.length;
    expect([await listed(lead), await listed(second), await listed(coordinator)]).to.deep.equal([1, 0, 1]);
    for (const actor of [lead, coordinator]) {
      const form = await openForm(world.deps, actor, 's-1', 0, 'o-paper');
      expect(form.answers).to.deep.equal({ first: 'Puhelimessa kerrottu' });
    }
    await expectCode(openForm(world.deps, second, 's-1', 0, 'o-paper'), 'FORBIDDEN');
    await expectCode(enter(second, 'o-paper'), 'FORBIDDEN');
  });

  for (const [said, answers] of [
    ['', true],
    [', or that they said nothing', false],
  ] as const) {
    it(`does not open to leads what the organisation’s people said in confidence before they left${said}`, async () => {
      const request = { ...plan, template, anonymity: 'confidential', respondent: 'organisation' } as const;
      await draftSurvey(world.deps, lead, request);
      await postSurvey(world.deps, lead, 's-1');
      const secret = { ...typed, typed: { first: 'Luottamuksellista' } };
      if (answers) await savePage(world.deps, await world.actor('member'), 's-1', secret);
      const member = await load(world.deps.store, members, world.memberId('member'));
      const gone = { ...member, leftAt: '2026-09-02T09:00:00.000Z', groupIds: [] };
      await world.deps.store.commit([put(members, gone)]);
      await expectCode(openForm(world.deps, lead, 's-1', 0, 'o-association'), 'FORBIDDEN');
      await expectCode(unsavedPage(world.deps, lead, 's-1', typed, 'o-association'), 'FORBIDDEN');
      await expectCode(submitForm(world.deps, lead, 's-1', 'o-association'), 'FORBIDDEN');
      await expectCode(enter(lead, 'o-association'), 'FORBIDDEN');
      const { organisations: listed } = await entriesOf(world.deps.store, lead, 's-1');
      expect(listed.map(({ organisation }) => organisation.id)).to.deep.equal(['o-paper']);
      // Whether the organisation’s people went to another one makes no difference.
      const moved = await load(world.deps.store, members, world.memberId('member'));
      await world.deps.store.commit([put(members, { ...moved, organisationId: 'o-library' })]);
      await expectCode(openForm(world.deps, lead, 's-1', 0, 'o-association'), 'FORBIDDEN');
      const form = await openForm(world.deps, await world.actor('coordinator'), 's-1', 0, 'o-association');
      expect(form.answers).to.deep.equal(answers ? { first: 'Luottamuksellista' } : {});
    });
  }

  it('is refused to members, and in an anonymous survey to everybody', async () => {
    await posted('anonymous');
    await expectCode(enter(await world.actor('member'), 'o-paper'), 'FORBIDDEN');
    await expectCode(enter(lead, 'o-paper'), 'SURVEY_ENTRY_SECRET');
    await expectCode(entriesOf(world.deps.store, lead, 's-1'), 'SURVEY_ENTRY_SECRET');
  });
});
