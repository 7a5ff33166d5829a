import { expect } from 'chai';
import { type Delivery, deliveries, tasks } from '../../../domain/outbox.ts';
import type { Actor } from '../../../domain/rights.ts';
import { pageLimit, put } from '../../../domain/store.ts';
import { openForm, savePage } from '../../../domain/survey/answer.ts';
import { cancelSurvey, closeSurvey } from '../../../domain/survey/close.ts';
import { remindPeopleDue, showClosedDue, showOpenDue } from '../../../domain/survey/deliver.ts';
import { closeDue, openDue, remindDue } from '../../../domain/survey/due.ts';
import { archiveSurvey, moveClosing, remindNow, reopenSurvey } from '../../../domain/survey/life.ts';
import { surveysPage } from '../../../domain/survey/list.ts';
import { draftSurvey, postSurvey } from '../../../domain/survey/make.ts';
import { anonymousAnswers, responses } from '../../../domain/survey/response.ts';
import { seenResults } from '../../../domain/survey/results/seen-results.ts';
import { surveys } from '../../../domain/survey/survey.ts';
import { offersOf, seeSurvey } from '../../../domain/survey/view.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aDelivery } from '../../storage/records.ts';
import { aPostedSurvey, finish, template } from '../delivery/messages.ts';
import { aWorld, type World } from '../fixture.ts';

const day = 24 * 60 * 60 * 1000;

describe('the end of a survey', () => {
  let world: World;
  let lead: Actor;
  let member: Actor;
  beforeEach(async () => {
    world = await aWorld();
    [lead, member] = [await world.actor('lead'), await world.actor('member')];
  });
  afterEach(() => world.close());

  const survey = () => load(world.deps.store, surveys, 's-1');
  const task = (kind: string) => load(world.deps.store, tasks, `${kind}:s-1`);
  const planned = async () => (await world.deps.store.find(tasks, { subjectId: 's-1' })).map(({ kind }) => kind).sort();
  const sentOf = (kind: string) => world.deps.store.find(deliveries, { subjectId: 's-1', kind });
  const inDays = (days: number) => new Date(world.deps.now().getTime() + days * day).toISOString();

  async function answer(actor: Actor, text = 'Vastaus') {
    const { pages, survey: asked } = await openForm(world.deps, actor, 's-1');
    const [question] = pages[0]?.questions ?? [];
    if (question?.kind !== 'text') throw new Error(`${asked.id} asks no text first`);
    return savePage(world.deps, actor, 's-1', { page: 0, to: 'submit', typed: { [question.code]: text } });
  }

  /** The cards that stand in Teams. */
  async function arrived(): Promise<Delivery[]> {
    const waiting = await world.deps.store.find(deliveries, { subjectId: 's-1', state: 'waiting' });
    await world.deps.store.commit(waiting.map((delivery) => put(deliveries, { ...delivery, state: 'sent' })));
    return waiting;
  }

  it('is moved with its closing, its reminder and its posted cards, which change once', async () => {
    await aPostedSurvey(world);
    await arrived();
    const later = inDays(30);
    await moveClosing(world.deps, lead, 's-1', inDays(20));
    await moveClosing(world.deps, lead, 's-1', later);
    await moveClosing(world.deps, lead, 's-1', later);
    expect((await survey()).closesAt).to.equal(later);
    expect((await task('survey.close')).dueAt).to.equal(later);
    expect((await task('survey.remind')).dueAt).to.equal(inDays(28));
    await showOpenDue(world.deps, await task('survey.showOpen'));
    await moveClosing(world.deps, lead, 's-1', inDays(31));
    await showOpenDue(world.deps, await task('survey.showOpen'));
    expect(await sentOf('survey.updated')).to.have.length(1);
    await arrived();
    await moveClosing(world.deps, lead, 's-1', inDays(32));
    await showOpenDue(world.deps, await task('survey.showOpen'));
    expect(await sentOf('survey.updated')).to.have.length(2);
  });

  it('changes no card twice, however many wait to be changed', async () => {
    await aPostedSurvey(world);
    const [posted] = await arrived();
    const change = { subjectId: 's-1', kind: 'survey.updated' };
    const others = Array.from({ length: pageLimit }, (_, place) => aDelivery({ ...change, id: `a-${place}` }));
    const last = aDelivery({ ...change, id: 'z', replacesId: posted?.id });
    await world.deps.store.commit([...others, last].map((delivery) => put(deliveries, delivery)));
    await moveClosing(world.deps, lead, 's-1', inDays(20));
    await showOpenDue(world.deps, await task('survey.showOpen'));
    expect(await world.deps.store.count(deliveries, change)).to.equal(pageLimit + 1);
  });

  it('does not come when it was moved just before', async () => {
    await aPostedSurvey(world);
    const due = await task('survey.close');
    world.pass(13 * day);
    await moveClosing(world.deps, lead, 's-1', inDays(7));
    await closeDue(world.deps, await task('survey.close'));
    expect((await survey()).state).to.equal('open');
    await expectCode(closeDue(world.deps, due), 'CONFLICT');
    expect((await task('survey.close')).dueAt).to.equal((await survey()).closesAt);
    await answer(member);
  });

  it('is not undone when it came before the opening, and opening again is not offered then', async () => {
    await aPostedSurvey(world);
    const { id } = await draftSurvey(world.deps, lead, {
      surveyId: 's-2',
      networkId: 'uudi',
      groupId: 'future',
      template,
      anonymity: 'named',
      opensAt: inDays(3),
      closesAt: inDays(9),
    });
    await postSurvey(world.deps, lead, id);
    const closed = await closeSurvey(world.deps, lead, id);
    expect(closed).to.include({ state: 'closed', neverOpened: true });
    expect(offersOf(closed)).not.to.include('reopen');
    expect((await seeSurvey(world.deps.store, lead, id)).offers).not.to.include('reopen');
    await expectCode(reopenSurvey(world.deps, lead, id, inDays(20)), 'SURVEY_NEVER_OPENED');
    await archiveSurvey(world.deps, lead, id);
    await expectCode(reopenSurvey(world.deps, lead, id, inDays(20)), 'SURVEY_NEVER_OPENED');
    expect(offersOf(await closeSurvey(world.deps, lead, 's-1'))).to.include('reopen');
  });

  it('is not undone when both opening and closing came while nobody was looking', async () => {
    await aPostedSurvey(world);
    const { id } = await draftSurvey(world.deps, lead, {
      surveyId: 's-2',
      networkId: 'uudi',
      groupId: 'future',
      template,
      anonymity: 'confidential',
      opensAt: inDays(3),
      closesAt: inDays(9),
    });
    await postSurvey(world.deps, lead, id);
    world.pass(20 * day);
    await openDue(world.deps, await load(world.deps.store, tasks, `survey.open:${id}`));
    expect(await load(world.deps.store, surveys, id)).to.include({ state: 'closed', neverOpened: true });
    await expectCode(reopenSurvey(world.deps, lead, id, inDays(20)), 'SURVEY_NEVER_OPENED');
  });

  it('is moved neither to the past, nor by others, nor once it has come', async () => {
    await aPostedSurvey(world);
    await expectCode(moveClosing(world.deps, lead, 's-1', inDays(-1)), 'SURVEY_TIME_INVALID');
    await expectCode(moveClosing(world.deps, member, 's-1', inDays(9)), 'FORBIDDEN');
    await expectCode(moveClosing(world.deps, await world.actor('stranger'), 's-1', inDays(9)), 'NOT_MEMBER');
    const { closesAt } = await survey();
    world.pass(Date.parse(closesAt) - world.deps.now().getTime());
    await expectCode(moveClosing(world.deps, lead, 's-1', inDays(9)), 'SURVEY_CLOSED');
  });

  it('is undone with all answers when it is opened again, and closed again later', async () => {
    await aPostedSurvey(world);
    await arrived();
    await answer(member);
    await closeSurvey(world.deps, lead, 's-1');
    await showClosedDue(world.deps, await task('survey.showClosed'));
    await arrived();
    await reopenSurvey(world.deps, lead, 's-1', inDays(10));
    await reopenSurvey(world.deps, lead, 's-1', inDays(11));
    expect(await survey()).to.include({ state: 'open', closesAt: inDays(10), reopenedAt: inDays(0) });
    expect(await survey()).not.to.have.property('closedAt');
    expect(await planned()).to.deep.equal(['survey.close', 'survey.remind', 'survey.showOpen']);
    await showOpenDue(world.deps, await task('survey.showOpen'));
    await arrived();
    await answer(await world.actor('other'));
    world.pass(10 * day);
    await closeDue(world.deps, await task('survey.close'));
    await showClosedDue(world.deps, await task('survey.showClosed'));
    expect(await sentOf('survey.closed')).to.have.length(2);
    const { results } = await seenResults(world.deps.store, lead, 's-1');
    expect(results.submitted).to.equal(2);
  });

  it('is final when the answers are nobody’s any more', async () => {
    await aPostedSurvey(world, { anonymity: 'anonymous' });
    await closeSurvey(world.deps, lead, 's-1');
    await expectCode(reopenSurvey(world.deps, lead, 's-1', inDays(10)), 'SURVEY_FINAL');
  });

  it('keeps answers of a cancelled survey and never counts them', async () => {
    await aPostedSurvey(world);
    await answer(member);
    await expectCode(cancelSurvey(world.deps, lead, 's-1', '  '), 'SURVEY_REASON_MISSING');
    await expectCode(cancelSurvey(world.deps, member, 's-1', 'Syy'), 'FORBIDDEN');
    await cancelSurvey(world.deps, lead, 's-1', ' Väärä ryhmä ');
    await cancelSurvey(world.deps, lead, 's-1', 'Toinen syy');
    expect(await survey()).to.include({ state: 'cancelled', cancelReason: 'Väärä ryhmä' });
    expect(await planned()).to.deep.equal(['survey.expire', 'survey.showClosed']);
    expect(await world.deps.store.find(responses, { surveyId: 's-1' })).to.have.length(1);
    await expectCode(answer(member), 'SURVEY_CANCELLED');
    await expectCode(seenResults(world.deps.store, lead, 's-1'), 'RESULTS_NOT_YET');
    await expectCode(reopenSurvey(world.deps, lead, 's-1', inDays(9)), 'SURVEY_CANCELLED');
    await expectCode(moveClosing(world.deps, lead, 's-1', inDays(9)), 'SURVEY_CANCELLED');
  });

  it('is not held up by what a store cannot hold, typed into an anonymous survey', async () => {
    await aPostedSurvey(world, { anonymity: 'anonymous' });
    await answer(member, 'Vastaus\0 ja \ud83d');
    await answer(lead);
    await closeSurvey(world.deps, lead, 's-1');
    const kept = await world.deps.store.find(anonymousAnswers, { surveyId: 's-1' });
    expect(kept.map(({ answers }) => answers['first']).sort()).to.deep.equal(['Vastaus', 'Vastaus ja \ufffd']);
  });

  it('parts the answers of a cancelled anonymous survey from their members all the same', async () => {
    await aPostedSurvey(world, { anonymity: 'anonymous' });
    await answer(member);
    await cancelSurvey(world.deps, lead, 's-1', 'Syy');
    await closeDue(world.deps, await task('survey.close'));
    expect(await world.deps.store.find(responses, { surveyId: 's-1' })).to.deep.equal([]);
    expect(await world.deps.store.find(anonymousAnswers, { surveyId: 's-1' })).to.have.length(1);
    expect((await survey()).state).to.equal('cancelled');
    expect(await planned()).to.deep.equal(['survey.expire', 'survey.showClosed']);
  });

  it('is put aside in the archive with its results', async () => {
    await aPostedSurvey(world);
    await expectCode(archiveSurvey(world.deps, lead, 's-1'), 'SURVEY_NOT_CLOSED');
    await closeSurvey(world.deps, lead, 's-1');
    await expectCode(archiveSurvey(world.deps, member, 's-1'), 'FORBIDDEN');
    await archiveSurvey(world.deps, lead, 's-1');
    await archiveSurvey(world.deps, lead, 's-1');
    const query = { networkId: 'uudi', search: '', language: 'fi' as const, limit: 9 };
    const ids = async (more: object) =>
      (await surveysPage(world.deps.store, lead, { ...query, ...more })).items.map(({ id }) => id);
    expect(await ids({})).to.deep.equal([]);
    expect(await ids({ state: 'archived' })).to.deep.equal(['s-1']);
    expect((await seenResults(world.deps.store, lead, 's-1')).results.submitted).to.equal(0);
    await expectCode(openForm(world.deps, member, 's-1'), 'SURVEY_CLOSED');
  });

  it('brings reminders by hand to those who have not answered, once a day', async () => {
    await aPostedSurvey(world);
    await answer(member);
    await remindNow(world.deps, lead, 's-1');
    await expectCode(remindNow(world.deps, lead, 's-1'), 'SURVEY_REMINDED');
    await expectCode(remindNow(world.deps, member, 's-1'), 'FORBIDDEN');
    await finish(world, 'survey.remindPeople:s-1', (step) => remindPeopleDue(world.deps, step));
    const reminded = await sentOf('survey.reminder');
    expect(reminded).to.have.length(4);
    expect(reminded.map(({ to }) => to.type)).not.to.include('channel');
    expect(JSON.stringify(reminded)).not.to.include(member.personId);
    await world.deps.store.commit(reminded.map((row) => put(deliveries, { ...row, state: 'sent' as const })));
    world.pass(day);
    await remindNow(world.deps, lead, 's-1');
    await finish(world, 'survey.remindPeople:s-1', (step) => remindPeopleDue(world.deps, step));
    expect(await sentOf('survey.reminder')).to.have.length(8);
  });

  it('is not reminded of by itself when it was just reminded of by hand', async () => {
    await aPostedSurvey(world);
    const reminding = await task('survey.remind');
    world.pass(Date.parse(reminding.dueAt) - world.deps.now().getTime());
    await remindNow(world.deps, lead, 's-1');
    await remindDue(world.deps, reminding);
    expect(await sentOf('survey.reminder')).to.deep.equal([]);
  });
});
