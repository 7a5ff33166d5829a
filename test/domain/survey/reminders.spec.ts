import { expect } from 'chai';
import { members } from '../../../domain/network/network.ts';
import { deliveries, tasks } from '../../../domain/outbox.ts';
import type { Actor } from '../../../domain/rights.ts';
import { put } from '../../../domain/store.ts';
import { savePage } from '../../../domain/survey/answer.ts';
import { remindPeopleDue } from '../../../domain/survey/deliver.ts';
import { remindDue } from '../../../domain/survey/due.ts';
import { moveClosing, remindNow } from '../../../domain/survey/life.ts';
import { chooseReminders, movedReminders, remindersAfter } from '../../../domain/survey/reminders.ts';
import { surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aMember } from '../../storage/records.ts';
import { aPostedSurvey, finish } from '../delivery/messages.ts';
import { aWorld, objectIdOf, type Role, type World } from '../fixture.ts';

const day = 24 * 60 * 60 * 1000;

describe('when a survey reminds by itself', () => {
  let world: World;
  let lead: Actor;
  beforeEach(async () => {
    world = await aWorld();
    lead = await world.actor('lead');
    await aPostedSurvey(world);
  });
  afterEach(() => world.close());

  const inDays = (days: number) => new Date(world.deps.now().getTime() + days * day).toISOString();
  const due = async () => (await world.deps.store.get(tasks, 'survey.remind:s-1'))?.dueAt;
  const choose = (moments: string[] | undefined) => chooseReminders(world.deps, lead, 's-1', moments);
  const sent = () => world.deps.store.find(deliveries, { kind: 'survey.reminder' });
  const reminders = async () => (await sent()).length;

  async function goOn() {
    const task = await load(world.deps.store, tasks, 'survey.remind:s-1');
    world.pass(Math.max(0, Date.parse(task.dueAt) - world.deps.now().getTime()));
    await remindDue(world.deps, task);
    await finish(world, 'survey.remindPeople:s-1', (step) => remindPeopleDue(world.deps, step));
    const leaving = (await sent()).map((row) => put(deliveries, { ...row, state: 'sent' as const }));
    await world.deps.store.commit(leaving);
  }

  async function answer(role: Role) {
    const typed = { page: 0, to: 'submit', typed: { first: 'Kyllä' } } as const;
    await savePage(world.deps, await world.actor(role), 's-1', typed);
  }

  it('is two days before its closing unless its lead chooses otherwise', async () => {
    await moveClosing(world.deps, lead, 's-1', '2026-09-17T13:00:00.000Z');
    const usual = '2026-09-15T13:00:00.000Z';
    expect(await due()).to.equal(usual);
    await choose([]);
    expect(await due()).to.equal(undefined);
    await choose(undefined);
    expect(await due()).to.equal(usual);
  });

  it('is on the next working day when those are Sunday, and the day before the weekend when that is too late', async () => {
    // The survey closes on a Tuesday at four in the afternoon.
    expect(await due()).to.equal('2026-09-14T04:00:00.000Z');
    for (const closesAt of ['2026-09-14T03:30:00.000Z', '2026-09-13T18:30:00.000Z', '2026-09-14T04:30:00.000Z']) {
      await moveClosing(world.deps, lead, 's-1', closesAt);
      expect(await due(), closesAt).to.equal('2026-09-11T16:00:00.000Z');
    }
    await goOn();
    expect(await reminders()).to.equal(5);
    for (const { dueAt } of await sent()) expect(dueAt).to.equal('2026-09-11T16:00:00.000Z');
  });

  it('says of a chosen time that is not calm when the reminder goes out instead', async () => {
    const survey = await load(world.deps.store, surveys, 's-1');
    const [saturday, evening, morning] = [
      '2026-09-05T06:00:00.000Z',
      '2026-09-08T18:00:00.000Z',
      '2026-09-10T06:00:00.000Z',
    ];
    expect(await movedReminders(world.deps, survey, [saturday, evening, morning])).to.deep.equal([
      { chosen: saturday, sentAt: '2026-09-07T04:00:00.000Z' },
      { chosen: evening, sentAt: '2026-09-09T04:00:00.000Z' },
    ]);
  });

  it('is once when several by hand have waited for the same calm time', async () => {
    const saturday = Date.parse('2026-09-05T05:00:00.000Z');
    for (const [hours, expected] of [
      [0, 5],
      [21, 5],
      [42, 4],
    ] as const) {
      world.pass(saturday + hours * 3_600_000 - world.deps.now().getTime());
      if (hours === 42) await answer('member');
      await remindNow(world.deps, lead, 's-1');
      await finish(world, 'survey.remindPeople:s-1', (step) => remindPeopleDue(world.deps, step));
      const last = new Date(world.deps.now()).toISOString();
      expect((await sent()).filter(({ createdAt }) => createdAt === last)).to.have.length(expected);
    }
    // Of whoever has answered meanwhile, an earlier one waits, which has nothing to say.
    expect(await reminders()).to.equal(5);
  });

  it('is not counted as done when no calm time is left, by itself or by hand', async () => {
    await moveClosing(world.deps, lead, 's-1', '2026-09-14T03:30:00.000Z');
    // The bot was down over Friday evening.
    world.pass(Date.parse('2026-09-12T09:00:00.000Z') - world.deps.now().getTime());
    await goOn();
    await expectCode(remindNow(world.deps, lead, 's-1'), 'SURVEY_REMINDER_LATE');
    expect(await reminders()).to.equal(0);
    expect((await load(world.deps.store, surveys, 's-1')).remindedAt).to.equal(undefined);
  });

  it('is at each of the chosen times, in order, and once at each', async () => {
    await choose([inDays(6), inDays(2), inDays(6)]);
    const [first, second] = [inDays(2), inDays(6)];
    expect(await due()).to.equal(first);
    await goOn();
    expect([await due(), await reminders()]).to.deep.equal([second, 5]);
    await goOn();
    expect([await due(), await reminders()]).to.deep.equal([undefined, 10]);
  });

  it('is once for all the times that an outage made it miss', async () => {
    await choose([inDays(2), inDays(3), inDays(6)]);
    const last = inDays(6);
    world.pass(4 * day);
    await goOn();
    expect([await due(), await reminders()]).to.deep.equal([last, 5]);
  });

  it('brings them to those who have not answered, in their own chats, wherever it was posted', async () => {
    await answer('member');
    await goOn();
    const to = (await sent()).map(({ to: { type }, targetId }) => [type, targetId.split(':')[1]]);
    const missing = (['coordinator', 'lead', 'loner', 'other'] as const).map((role) => ['person', objectIdOf(role)]);
    expect(to.sort()).to.deep.equal(missing.sort());
  });

  it('sends nothing when nobody is missing, by itself or by hand, and counts that as no reminder', async () => {
    await choose([inDays(2), inDays(3)]);
    const next = inDays(3);
    for (const role of ['coordinator', 'lead', 'member', 'other', 'loner'] as const) await answer(role);
    await goOn();
    expect(await reminders()).to.equal(0);
    expect(await world.deps.store.get(tasks, 'survey.remindPeople:s-1')).to.equal(undefined);
    expect((await load(world.deps.store, surveys, 's-1')).remindedAt).to.equal(undefined);
    await expectCode(remindNow(world.deps, lead, 's-1'), 'SURVEY_NOBODY_MISSING');
    // Whoever joins until then is asked, and reminded.
    expect(await due()).to.equal(next);
    await world.deps.store.commit([put(members, aMember({ networkId: 'uudi', groupIds: ['future'] }))]);
    await goOn();
    expect(await reminders()).to.equal(1);
  });

  it('asks nobody without an organisation for the answer of one', async () => {
    const survey = await load(world.deps.store, surveys, 's-1');
    await world.deps.store.commit([put(surveys, { ...survey, respondent: 'organisation' })]);
    for (const role of ['coordinator', 'lead', 'member', 'other'] as const) await answer(role);
    await goOn();
    expect(await reminders()).to.equal(0);
  });

  it('is never within 20 hours of the last time, though two of the chosen times are', async () => {
    await choose([inDays(2), inDays(2.5), inDays(4)]);
    await goOn();
    await goOn();
    expect(await reminders()).to.equal(5);
    await goOn();
    expect(await reminders()).to.equal(10);
  });

  it('is never at or after its closing, however that is moved', () => {
    const remindAt = ['2026-10-01T06:00:00.000Z', '2026-10-05T06:00:00.000Z'];
    const after = '2026-09-30T06:00:00.000Z';
    expect(remindersAfter({ closesAt: '2026-10-05T06:00:00.000Z', remindAt }, after)).to.deep.equal([remindAt[0]]);
  });

  it('is not chosen in the past, after the closing, or more than five times', async () => {
    for (const moments of [[inDays(-1)], [inDays(400)], [1, 2, 3, 4, 5, 6].map((hours) => inDays(hours / 24))]) {
      await expectCode(choose(moments), 'SURVEY_REMINDERS_INVALID');
    }
    await expectCode(chooseReminders(world.deps, await world.actor('member'), 's-1', []), 'FORBIDDEN');
    expect(await due()).not.to.equal(undefined);
  });
});
