import { expect } from 'chai';
import { deliveries, tasks } from '../../../domain/outbox.ts';
import type { Actor } from '../../../domain/rights.ts';
import { remindDue } from '../../../domain/survey/due.ts';
import { chooseReminders, remindersAfter } from '../../../domain/survey/reminders.ts';
import { surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aPostedSurvey } from '../delivery/messages.ts';
import { aWorld, type World } from '../fixture.ts';

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
  const reminders = async () => (await world.deps.store.find(deliveries, { kind: 'survey.reminder' })).length;

  async function goOn() {
    const task = await load(world.deps.store, tasks, 'survey.remind:s-1');
    world.pass(Math.max(0, Date.parse(task.dueAt) - world.deps.now().getTime()));
    await remindDue(world.deps, task);
  }

  it('is two days before its closing unless its lead chooses otherwise', async () => {
    const { closesAt } = await load(world.deps.store, surveys, 's-1');
    const usual = new Date(Date.parse(closesAt) - 2 * day).toISOString();
    expect(await due()).to.equal(usual);
    await choose([]);
    expect(await due()).to.equal(undefined);
    await choose(undefined);
    expect(await due()).to.equal(usual);
  });

  it('is at each of the chosen times, in order, and once at each', async () => {
    await choose([inDays(5), inDays(2), inDays(5)]);
    const [first, second] = [inDays(2), inDays(5)];
    expect(await due()).to.equal(first);
    await goOn();
    expect([await due(), await reminders()]).to.deep.equal([second, 1]);
    await goOn();
    expect([await due(), await reminders()]).to.deep.equal([undefined, 2]);
  });

  it('is once for all the times that an outage made it miss', async () => {
    await choose([inDays(2), inDays(3), inDays(6)]);
    const last = inDays(6);
    world.pass(4 * day);
    await goOn();
    expect([await due(), await reminders()]).to.deep.equal([last, 1]);
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
