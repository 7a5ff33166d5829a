import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { cleanUpDue, detailsKeptDays } from '../../../domain/delivery/clean-up.ts';
import { ledgerOverview, ledgerRows, onlyCounted, subjectLedger } from '../../../domain/delivery/ledger.ts';
import { planAnew } from '../../../domain/delivery/plan-anew.ts';
import { cancelMeeting } from '../../../domain/meeting/cancel.ts';
import { scheduleMeeting } from '../../../domain/meeting/make.ts';
import { networks } from '../../../domain/network/network.ts';
import { planRecurring } from '../../../domain/network/recurring.ts';
import { type Delivery, deliveries, deliveryTallies, plan, type Task, tasks } from '../../../domain/outbox.ts';
import { practices } from '../../../domain/practice/practice.ts';
import { stepSize } from '../../../domain/stepwise.ts';
import { put, remove } from '../../../domain/store.ts';
import { cancelSurvey, closeSurvey } from '../../../domain/survey/close.ts';
import { showClosedDue } from '../../../domain/survey/deliver.ts';
import { surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { aWorld, type World } from '../fixture.ts';
import { aProposal } from '../practice/practices.ts';
import { aMessage, aPostedSurvey, finish, states } from './messages.ts';

const day = 24 * 60 * 60 * 1000;
const channel = { to: { type: 'channel', groupId: 'future' }, targetId: 'future' } as const;

describe('old messages', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await planRecurring(world.deps);
  });
  afterEach(() => world.close());

  const taskId = 'delivery.cleanUp:uudi';

  /** Does the task a day after it read the clock, until its next time is another night; gives in how many commits. */
  async function night(): Promise<number> {
    const readAt = world.deps.now().toISOString();
    await world.deps.store.commit([put(tasks, { ...(await load(world.deps.store, tasks, taskId)), readAt })]);
    world.pass(day);
    for (let steps = 1; ; steps += 1) {
      const task = await load(world.deps.store, tasks, taskId);
      await cleanUpDue(world.deps, task);
      const next = await load(world.deps.store, tasks, taskId);
      if (next.after === undefined) return steps;
    }
  }

  /** A message that came to rest now. */
  async function atRest(given: Partial<Delivery> = {}): Promise<Delivery> {
    const now = world.deps.now().toISOString();
    return aMessage(world, { state: 'sent', dueAt: now, createdAt: now, settledAt: now, ...given });
  }

  /** What was posted and closed, its cards changed: as a survey rests. */
  async function aClosedSurvey(anonymity: 'named' | 'anonymous' = 'named'): Promise<void> {
    await aPostedSurvey(world, { anonymity });
    for (const row of await world.deps.store.find(deliveries, { subjectId: 's-1' })) {
      const settledAt = world.deps.now().toISOString();
      await world.deps.store.commit([put(deliveries, { ...row, state: 'sent', settledAt })]);
    }
    await closeSurvey(world.deps, await world.actor('lead'), 's-1');
    await finish(world, 'survey.showClosed:s-1', (task) => showClosedDue(world.deps, task));
    for (const row of await world.deps.store.find(deliveries, { kind: 'survey.closed' })) {
      await world.deps.store.commit([remove(deliveries, row)]);
    }
    const closing = await world.deps.store.get(tasks, 'survey.close:s-1');
    if (closing) await world.deps.store.commit([remove(tasks, closing)]);
  }

  it('are kept for 90 days, and then only as numbers, with nothing more to be done about them', async () => {
    await aClosedSurvey();
    for (const state of ['sent', 'sent', 'uncertain', 'failed', 'blocked', 'notReached', 'skipped'] as const) {
      await atRest({ state, reason: '403' });
    }
    const seen = async () => subjectLedger(world.deps, await world.actor('lead'), 's-1');
    const before = await seen();
    expect(before.counts).to.deep.equal(before.kept);
    world.pass(detailsKeptDays * day - 1);
    await night();
    expect(await seen()).to.deep.equal(before);
    world.pass(1);
    await night();
    const after = await seen();
    expect(after.counts).to.deep.equal(before.counts);
    expect(after.kept).to.include({ sent: 1, failed: 0, blocked: 0, notReached: 0 });
    expect(onlyCounted(after)).to.equal(7);
    expect(after).to.deep.include({ reasons: [], unreached: [] });
    expect(await ledgerRows(world.deps, 'uudi', 's-1')).to.have.length(1);
    const all = await ledgerOverview(world.deps, await world.actor('coordinator'), 'uudi', { limit: 10 });
    expect(all.all).to.deep.equal({ sent: 3, waiting: 0, uncertain: 1, undelivered: 3 });
    expect(all.subjects.items.map(({ standing }) => standing)).to.deep.equal([all.all]);
  });

  it('are old by the clock of two nights, never by that of one', async () => {
    await aClosedSurvey();
    await atRest();
    const clean = async () => cleanUpDue(world.deps, await load(world.deps.store, tasks, taskId));
    await clean();
    world.pass(day);
    await clean();
    // One night, the clock is a year ahead.
    world.pass(365 * day);
    await clean();
    expect(await states(world)).to.deep.equal({ sent: 2 });
    world.pass(-365 * day);
    await planAnew(world.deps);
    const task = await load(world.deps.store, tasks, taskId);
    expect([task.readAt, task.dueAt]).to.deep.equal([undefined, '2026-09-03T01:00:00.000Z']);
    await clean();
    world.pass(365 * day);
    await clean();
    expect(await states(world)).to.deep.equal({ sent: 2 });
    world.pass(day);
    await clean();
    expect(await states(world)).to.deep.equal({ sent: 1 });
    expect(await world.deps.store.count(deliveryTallies, { subjectId: 's-1' })).to.equal(1);
  });

  it('are counted on when more of them grow old', async () => {
    await aClosedSurvey();
    await atRest();
    world.pass(detailsKeptDays * day);
    await atRest();
    await night();
    world.pass(detailsKeptDays * day);
    await night();
    const [tally] = await world.deps.store.find(deliveryTallies, { subjectId: 's-1' });
    expect(tally?.counts).to.deep.equal({ sent: 2 });
  });

  it('stay while their survey is open, and as long again after it ended', async () => {
    await aPostedSurvey(world);
    await atRest();
    world.pass(200 * day);
    await night();
    expect(await states(world)).to.deep.equal({ waiting: 1, sent: 1 });
    await closeSurvey(world.deps, await world.actor('lead'), 's-1');
    await finish(world, 'survey.showClosed:s-1', (task) => showClosedDue(world.deps, task));
    await night();
    expect((await states(world)).sent).to.equal(1);
  });

  it('stay while something is still to be done about their subject, and while their card is about to change', async () => {
    await aClosedSurvey();
    const own = await atRest();
    world.pass(100 * day);
    const showing = { networkId: 'uudi', kind: 'survey.showClosed', subjectId: 's-1' };
    await world.deps.store.commit([plan({ ...showing, dueAt: world.deps.now().toISOString() })]);
    await night();
    expect((await states(world)).sent).to.equal(2);
    await world.deps.store.commit([remove(tasks, await load(world.deps.store, tasks, 'survey.showClosed:s-1'))]);
    await aMessage(world, { kind: 'survey.closed', replacesId: own.id, state: 'waiting' });
    await night();
    expect(await world.deps.store.get(deliveries, own.id)).to.not.equal(undefined);
  });

  it('leave the card in the channel to a survey that can be opened again, and to no other', async () => {
    await aClosedSurvey();
    world.pass(100 * day);
    await night();
    expect(await states(world)).to.deep.equal({ sent: 1 });
    for (const end of ['anonymous', 'cancelled'] as const) {
      await world.close();
      world = await aWorld();
      await planRecurring(world.deps);
      if (end === 'anonymous') await aClosedSurvey(end);
      else {
        await aPostedSurvey(world);
        await cancelSurvey(world.deps, await world.actor('lead'), 's-1', 'Siirretään.');
        await finish(world, 'survey.showClosed:s-1', (task) => showClosedDue(world.deps, task));
        await atRest(channel);
      }
      world.pass(100 * day);
      await night();
      expect((await states(world)).sent, end).to.equal(undefined);
    }
  });

  it('that were held back and never let go are deleted like the others', async () => {
    await aClosedSurvey();
    const held = await atRest({ kind: 'survey.reminder', state: 'paused', settledAt: undefined });
    world.pass(detailsKeptDays * day - 1);
    await night();
    expect(await world.deps.store.get(deliveries, held.id)).to.not.equal(undefined);
    world.pass(1);
    await night();
    expect(await world.deps.store.get(deliveries, held.id)).to.equal(undefined);
  });

  it('leave no card in the channel of a survey whose answers are deleted', async () => {
    await aClosedSurvey();
    const survey = await load(world.deps.store, surveys, 's-1');
    world.pass(100 * day);
    await world.deps.store.commit([
      put(surveys, { ...survey, answersDeleted: { at: world.deps.now().toISOString() } }),
    ]);
    await night();
    expect(await states(world)).to.deep.equal({});
  });

  it('of a meeting stay until it is long over, or long cancelled', async () => {
    const lead = await world.actor('lead');
    const plan = { groupId: 'future', title: 'Kokous', start: '14:00', end: '15:00', place: '', agenda: '' };
    await scheduleMeeting(world.deps, lead, { ...plan, meetingId: 'far', day: '2027-03-01' });
    await scheduleMeeting(world.deps, lead, { ...plan, meetingId: 'off', day: '2027-03-01' });
    await cancelMeeting(world.deps, lead, 'off');
    const task = await world.deps.store.get(tasks, 'meeting.remind:far');
    if (task) await world.deps.store.commit([remove(tasks, task)]);
    for (const subjectId of ['far', 'off']) await atRest({ ...channel, kind: 'meeting.invitation', subjectId });
    const left = () => world.deps.store.find(deliveries, { state: 'sent' });
    world.pass(100 * day);
    await night();
    expect((await left()).map(({ subjectId }) => subjectId)).to.deep.equal(['far']);
    world.pass(200 * day);
    await night();
    expect(await left()).to.deep.equal([]);
  });

  it('of a practice stay while it asks for something; its card in the channel always follows it', async () => {
    const practice = await aProposal(world);
    const about = { subjectId: practice.id, kind: 'practice.returned' };
    await atRest(about);
    await atRest({ ...channel, ...about, kind: 'practice.validation' });
    const left = async () => (await world.deps.store.find(deliveries, { state: 'sent' })).map(({ kind }) => kind);
    world.pass(100 * day);
    await night();
    expect(await left()).to.have.length(2);
    await world.deps.store.commit([
      put(practices, { ...practice, state: 'validated', updatedAt: '2026-09-02T09:00:00.000Z' }),
    ]);
    await night();
    expect(await left()).to.deep.equal(['practice.validation']);
  });

  it('of nobody’s network any more, and changes of cards, are not even counted', async () => {
    await atRest({ subjectId: 'gone', kind: 'survey.closed', replacesId: 'x' });
    world.pass(100 * day);
    await night();
    expect(await states(world)).to.deep.equal({});
    expect(await world.deps.store.count(deliveryTallies, {})).to.equal(0);
    await world.deps.store.commit([remove(networks, await load(world.deps.store, networks, 'uudi'))]);
    await cleanUpDue(world.deps, await load(world.deps.store, tasks, taskId));
    expect(await world.deps.store.get(tasks, taskId)).to.equal(undefined);
  });

  it('of an earlier version that tell who had not answered go in the first night, numbers too', async () => {
    await aPostedSurvey(world, { anonymity: 'confidential' });
    await aPostedSurvey(world, { surveyId: 's-2' });
    const reminder = { kind: 'survey.reminder', state: 'sent' } as const;
    const told = await atRest(reminder);
    await atRest({ kind: 'survey.closed', replacesId: told.id });
    await atRest({ ...reminder, state: 'blocked' });
    await atRest({ kind: 'member.digest', subjectId: 'uudi', groupId: undefined });
    const named = [await atRest({ ...reminder, subjectId: 's-2' }), await atRest({ kind: 'survey.invitation' })];
    const tally = { version: 0, networkId: 'uudi', counts: { sent: 3 } };
    await world.deps.store.commit([
      put(deliveryTallies, { ...tally, id: 'a', subjectId: 's-1', kind: 'survey.reminder' }),
      put(deliveryTallies, { ...tally, id: 'b', subjectId: 'uudi', kind: 'member.digest' }),
      put(deliveryTallies, { ...tally, id: 'c', subjectId: 's-1', kind: 'survey.invitation' }),
      put(deliveryTallies, { ...tally, id: 'd', subjectId: 's-2', kind: 'survey.reminder' }),
    ]);
    await night();
    const kept = await world.deps.store.find(deliveries, { networkId: 'uudi', state: ['sent', 'blocked'] });
    expect(kept.map(({ id }) => id).sort()).to.deep.equal(named.map(({ id }) => id).sort());
    const tallies = await world.deps.store.find(deliveryTallies, { networkId: 'uudi' });
    expect(tallies.map(({ id }) => id).sort()).to.deep.equal(['c', 'd']);
    const entries = await readdir(world.dataDir, { recursive: true, withFileTypes: true });
    for (const file of entries.filter((entry) => entry.isFile())) {
      expect(await readFile(join(file.parentPath, file.name), 'utf8')).not.to.include(told.id);
    }
  });

  it('are deleted 200 at a time, each night anew', async () => {
    await world.deps.store.commit(
      Array.from({ length: 2 * stepSize + 50 }, (_, place) => {
        const at = world.deps.now().toISOString();
        const row = { id: `d-${1000 + place}`, version: 0, networkId: 'uudi', kind: 'survey.invitation', attempts: 1 };
        const to = { type: 'person', personId: `p-${place}` } as const;
        const state = 'sent' as const;
        const times = { dueAt: at, createdAt: at, settledAt: at };
        return put(deliveries, {
          ...row,
          subjectId: 'gone',
          to,
          targetId: to.personId,
          key: `k-${place}`,
          state,
          ...times,
        });
      }),
    );
    world.pass(100 * day);
    expect(await night()).to.equal(3);
    expect(await world.deps.store.count(deliveries, {})).to.equal(0);
    const [tally] = await world.deps.store.find(deliveryTallies, {});
    expect(tally?.counts).to.deep.equal({ sent: 2 * stepSize + 50 });
    const planned: Task = await load(world.deps.store, tasks, taskId);
    expect(Date.parse(planned.dueAt) - world.deps.now().getTime()).to.be.within(1, day);
  });
});
