import { expect } from 'chai';
import { comeBack } from '../../../domain/delivery/come-back.ts';
import { concluding } from '../../../domain/delivery/conclude.ts';
import { moveNetwork } from '../../../domain/delivery/follow-address.ts';
import {
  pauseMessages,
  releaseDue,
  repeatDue,
  repeatUncertain,
  resumeMessages,
  retryDue,
  retryUndelivered,
  withdrawDue,
  withdrawMessages,
} from '../../../domain/delivery/manage.ts';
import { movedDue } from '../../../domain/delivery/moved.ts';
import { claimed, settled } from '../../../domain/delivery/settle.ts';
import { groups, networks, people } from '../../../domain/network/network.ts';
import { type Delivery, deliveries, deliveryTallies, tasks } from '../../../domain/outbox.ts';
import type { Actor } from '../../../domain/rights.ts';
import { stepSize } from '../../../domain/stepwise.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type World } from '../fixture.ts';
import { aMessage, aPostedSurvey, finish, states } from './messages.ts';

describe('messages about one subject', () => {
  let world: World;
  let lead: Actor;
  beforeEach(async () => {
    world = await aWorld();
    lead = await world.actor('lead');
    await aPostedSurvey(world);
  });
  afterEach(() => world.close());

  const invitation = 'survey.invitation';

  it('are looked after by leads of the group and coordinators, and by nobody else', async () => {
    await expectCode(retryUndelivered(world.deps, await world.actor('member'), 's-1'), 'FORBIDDEN');
    await expectCode(pauseMessages(world.deps, await world.actor('stranger'), 's-1'), 'NOT_MEMBER');
    await expectCode(withdrawMessages(world.deps, lead, 'none'), 'NOT_FOUND');
    await pauseMessages(world.deps, await world.actor('coordinator'), 's-1');
  });

  it('that did not arrive are sent again, and no others', async () => {
    for (const state of ['sent', 'failed', 'blocked', 'notReached', 'uncertain', 'skipped'] as const) {
      await aMessage(world, { state, attempts: 4, reason: '403', settledAt: '2026-09-01T09:00:00.000Z' });
    }
    expect(await retryUndelivered(world.deps, lead, 's-1')).to.equal(3);
    expect(await retryUndelivered(world.deps, lead, 's-1')).to.equal(3);
    await finish(world, 'delivery.retry:s-1', (task) => retryDue(world.deps, task));
    expect(await states(world)).to.deep.equal({ waiting: 4, sent: 1, uncertain: 1, skipped: 1 });
    const due = await world.deps.store.find(deliveries, { state: 'waiting' });
    expect(due.map(({ attempts }) => attempts)).to.deep.equal([0, 0, 0, 0]);
    expect(await retryUndelivered(world.deps, lead, 's-1')).to.equal(0);
    expect(await world.deps.store.get(tasks, 'delivery.retry:s-1')).to.equal(undefined);
  });

  it('that may have arrived are sent again when somebody says so, and no others; their doubts are kept', async () => {
    for (const state of ['sent', 'failed', 'blocked', 'notReached', 'uncertain', 'uncertain', 'skipped'] as const) {
      await aMessage(world, { state, attempts: 6, doubts: 6, settledAt: '2026-09-01T09:00:00.000Z' });
    }
    await expectCode(repeatUncertain(world.deps, await world.actor('member'), 's-1'), 'FORBIDDEN');
    expect(await repeatUncertain(world.deps, lead, 's-1')).to.equal(2);
    expect(await repeatUncertain(world.deps, lead, 's-1')).to.equal(2);
    await finish(world, 'delivery.repeat:s-1', (task) => repeatDue(world.deps, task));
    const left = { sent: 1, failed: 1, blocked: 1, notReached: 1, skipped: 1 };
    expect(await states(world)).to.deep.equal({ ...left, waiting: 3 });
    const due = await world.deps.store.find(deliveries, { state: 'waiting' });
    expect(due.map(({ attempts, doubts }) => [attempts, doubts])).to.deep.include([0, 6]);
    expect(await repeatUncertain(world.deps, lead, 's-1')).to.equal(0);
    await withdrawMessages(world.deps, lead, 's-1');
    await expectCode(repeatUncertain(world.deps, lead, 's-1'), 'DELIVERY_WITHDRAWN');
  });

  it('are held back and let go, also one that was just being put aside', async () => {
    await pauseMessages(world.deps, lead, 's-1');
    await pauseMessages(world.deps, lead, 's-1');
    const [waiting] = await world.deps.store.find(deliveries, { subjectId: 's-1' });
    if (!waiting) throw new Error('no message');
    const held = settled(
      claimed(waiting, 'one', world.deps.now()),
      { was: 'held' },
      { now: world.deps.now(), chance: 0 },
    );
    await world.deps.store.commit(await concluding(world.deps, held));
    expect(await states(world)).to.deep.equal({ paused: 1 });
    await resumeMessages(world.deps, lead, 's-1');
    await resumeMessages(world.deps, lead, 's-1');
    await finish(world, 'delivery.release:s-1', (task) => releaseDue(world.deps, task));
    expect(await states(world)).to.deep.equal({ waiting: 1 });
    const now = await load(world.deps.store, deliveries, waiting.id);
    await world.deps.store.commit(await concluding(world.deps, { ...now, state: 'paused' }));
    expect(await states(world)).to.deep.equal({ waiting: 1 });
  });

  it('are taken back: what waits is not sent, what was sent is to be deleted, however many', async () => {
    const many = stepSize + 5;
    for (let one = 0; one < many; one += 1) {
      await aMessage(world, { key: `k${one}`, state: 'sent', activityId: 'a', conversationId: 'c' });
    }
    const last = await aMessage(world, { key: 'sending', state: 'sending' });
    await withdrawMessages(world.deps, lead, 's-1');
    await withdrawMessages(world.deps, lead, 's-1');
    const steps = await finish(world, 'delivery.withdraw:s-1', (task) => withdrawDue(world.deps, task));
    expect(steps).to.equal(2);
    expect(await states(world, invitation)).to.deep.equal({ withdrawn: 1, sent: many, sending: 1 });
    expect(await states(world, 'delivery.withdrawn')).to.deep.equal({ waiting: many + 1 });
    const [removal] = await world.deps.store.find(deliveries, { replacesId: last.id });
    if (!removal) throw new Error('nothing takes it back');
    await world.deps.store.commit(await concluding(world.deps, { ...removal, state: 'sent' }));
    expect(await load(world.deps.store, deliveries, last.id)).to.include({ state: 'withdrawn' });
    await expectCode(retryUndelivered(world.deps, lead, 's-1'), 'DELIVERY_WITHDRAWN');
    await expectCode(resumeMessages(world.deps, lead, 's-1'), 'DELIVERY_WITHDRAWN');
  });

  it('to a person who is back are due again, but no reminders', async () => {
    const to = { targetId: 'p', to: { type: 'person', personId: 'p' } } as const;
    await aMessage(world, { ...to, state: 'blocked', attempts: 1 });
    await aMessage(world, { ...to, state: 'notReached' });
    await aMessage(world, { ...to, state: 'blocked', kind: 'survey.reminder' });
    await aMessage(world, { targetId: 'q', state: 'blocked' });
    expect(await comeBack(world.deps, 'p')).to.equal(2);
    expect(await states(world)).to.deep.equal({ waiting: 3, blocked: 2 });
  });

  it('that a former address refused are due again once their team has moved, reminders of the last day among them', async () => {
    const ago = (hours: number) => new Date(world.deps.now().getTime() - hours * 3_600_000).toISOString();
    const refused = async (kind: string, reason: string, hours: number, state: Delivery['state'] = 'failed') =>
      (await aMessage(world, { kind, reason, state, settledAt: ago(hours) })).id;
    const again = [
      await refused(invitation, '404', 99, 'blocked'),
      await refused(invitation, '410', 99),
      await refused('survey.reminder', 'timeout', 23),
    ];
    await refused('survey.reminder', 'timeout', 25);
    await refused(invitation, '403', 1, 'blocked');
    await refused(invitation, '404', 1, 'withdrawn');

    const { serviceUrl } = await load(world.deps.store, groups, 'future');
    const [moved, elsewhere] = ['https://moved.example.org', 'https://elsewhere.example.org'];
    expect(await moveNetwork(world.deps, 'none', moved)).to.equal(false);
    expect(await moveNetwork(world.deps, 'uudi', serviceUrl)).to.equal(false);
    expect(await moveNetwork(world.deps, 'uudi', moved, elsewhere)).to.equal(false);
    expect(await world.deps.store.get(tasks, 'delivery.moved:uudi')).to.equal(undefined);
    expect(await moveNetwork(world.deps, 'uudi', moved, serviceUrl)).to.equal(true);
    expect(await moveNetwork(world.deps, 'uudi', moved)).to.equal(false);
    const { serviceUrls } = await load(world.deps.store, networks, 'uudi');
    expect(serviceUrls).to.deep.equal({ current: moved, former: [serviceUrl] });

    await finish(world, 'delivery.moved:uudi', (task) => movedDue(world.deps, task));
    const due = await world.deps.store.find(deliveries, { state: 'waiting', subjectId: 's-1' });
    expect(due.map(({ id }) => id)).to.include.members(again);
    expect(due.filter(({ settledAt, reason }) => settledAt ?? reason)).to.have.length(0);
    expect(await world.deps.store.count(deliveries, { state: ['failed', 'blocked', 'withdrawn'] })).to.equal(3);
  });

  it('tell whether Teams lets the bot write to a person', async () => {
    const personId = 'p';
    const to = { targetId: personId, to: { type: 'person', personId } } as const;
    const first = await aMessage(world, to);
    await world.deps.store.commit(await concluding(world.deps, { ...first, version: 1, state: 'blocked' }));
    expect(await world.deps.store.get(people, personId)).to.have.property('refusedAt');
    const second = await aMessage(world, to);
    await world.deps.store.commit(await concluding(world.deps, { ...second, version: 1, state: 'sent' }));
    expect((await world.deps.store.get(people, personId))?.refusedAt).to.equal(undefined);
  });

  it('that leave no trace leave nothing: no number, and not that their person takes messages or refuses them', async () => {
    const settledAt = world.deps.now().toISOString();
    for (const state of ['sent', 'sent', 'blocked'] as const) {
      const row = await aMessage(world, { kind: 'survey.secretReminder', state: 'sending' });
      await world.deps.store.commit(await concluding(world.deps, { ...row, version: 1, state, settledAt }));
      expect(await world.deps.store.get(people, row.targetId)).to.equal(undefined);
    }
    expect(await states(world, 'survey.secretReminder')).to.deep.equal({});
    expect(await world.deps.store.count(deliveryTallies, { subjectId: 's-1' })).to.equal(0);
    const waits = await aMessage(world, { kind: 'survey.secretReminder', state: 'sending' });
    await world.deps.store.commit(await concluding(world.deps, { ...waits, version: 1, state: 'waiting' }));
    expect(await states(world, 'survey.secretReminder')).to.deep.equal({ waiting: 1 });
  });
});
