import { expect } from 'chai';
import {
  claimed,
  isUnknownThere,
  mostAttempts,
  mostDoubts,
  type Outcome,
  recovered,
  settled,
  waitMs,
} from '../../../domain/delivery/settle.ts';
import { aDelivery } from '../../storage/records.ts';

const now = new Date('2026-12-01T09:00:00.000Z');
const moment = { now, chance: 0 };
const leaseEnds = new Date('2026-12-01T09:02:00.000Z');

function sending(given: Parameters<typeof aDelivery>[0] = {}) {
  return claimed(aDelivery(given), 'one', leaseEnds);
}

function refused(status?: number, more: Partial<Outcome & { was: 'refused' }> = {}): Outcome {
  const reason = String(status ?? 'ECONNRESET');
  return { was: 'refused', reason, doubtful: false, ...(status === undefined ? {} : { status }), ...more };
}

describe('a delivery', () => {
  it('says who sends it, for how long, and that it was tried, before the request leaves', () => {
    expect(sending()).to.include({ state: 'sending', sender: 'one', attempts: 1, dueAt: leaseEnds.toISOString() });
  });

  it('that was sent keeps Teams’ ids and when, and forgets why it was not before', () => {
    const sent = settled(sending({ reason: '429' }), { was: 'sent', activityId: 'a', conversationId: 'c' }, moment);
    expect(sent).to.include({ state: 'sent', activityId: 'a', conversationId: 'c', settledAt: now.toISOString() });
    expect(sent.reason).to.equal(undefined);
    expect(sent.sender).to.equal(undefined);
  });

  for (const status of [401, 408, 412, 429, 500, 502, 503, 504]) {
    it(`is tried again after ${status}`, () => {
      expect(settled(sending(), refused(status), moment)).to.include({ state: 'waiting', reason: String(status) });
    });
  }

  for (const status of [400, 405, 413]) {
    it(`is given up after ${status}`, () => {
      expect(settled(sending(), refused(status), moment)).to.include({ state: 'failed', reason: String(status) });
    });
  }

  for (const status of [403, 404]) {
    it(`stops at ${status} until its person returns; a card that cannot be changed has failed`, () => {
      expect(settled(sending(), refused(status), moment)).to.include({ state: 'blocked', reason: String(status) });
      expect(settled(sending({ replacesId: 'd' }), refused(status), moment)).to.include({ state: 'failed' });
    });
  }

  it('was refused at an address that may have moved, or at one that has not', () => {
    for (const reason of ['404', '410', 'ECONNREFUSED', 'ENOTFOUND', 'timeout']) {
      expect(isUnknownThere(reason), reason).to.equal(true);
    }
    for (const reason of [undefined, '403', '429', '500', 'late', 'LATE']) {
      expect(isUnknownThere(reason), reason).to.equal(false);
    }
  });

  it('waits as long as Teams asks, and longer each time when Teams asks nothing', () => {
    const asked = settled(sending(), refused(429, { retryAfterMs: 7000 }), moment);
    expect(asked.dueAt).to.equal('2026-12-01T09:00:07.000Z');
    expect([1, 2, 3, 4].map((attempts) => waitMs(attempts, undefined, 0))).to.deep.equal([1000, 2000, 4000, 8000]);
    expect(waitMs(15, undefined, 0)).to.equal(600_000);
  });

  it('spreads what failed together, never earlier than Teams asked', () => {
    expect(waitMs(3, undefined, 0.999)).to.be.within(2000, 2100);
    expect(waitMs(3, 1000, 0.999)).to.be.within(1200, 1250);
  });

  it('fails after the last try', () => {
    const tired = sending({ attempts: mostAttempts - 1 });
    expect(settled(tired, refused(429), moment)).to.include({ state: 'failed', attempts: mostAttempts });
  });

  it('that may have arrived is sent again when it invites, and counted; left when it reminds', () => {
    const lost = refused(502, { doubtful: true });
    expect(settled(sending(), lost, moment)).to.include({ state: 'waiting', doubts: 1 });
    expect(settled(sending({ kind: 'survey.reminder' }), lost, moment)).to.include({ state: 'uncertain', doubts: 1 });
  });

  /** For how many minutes a message is tried while it always ends like this, with the shortest waits there are. */
  function minutesTried(outcome: Outcome): number {
    let delivery = sending();
    let at = now;
    for (;;) {
      delivery = settled(delivery, outcome, { now: at, chance: 0.999 });
      if (delivery.state !== 'waiting') return (at.getTime() - now.getTime()) / 60_000;
      at = new Date(delivery.dueAt);
      delivery = claimed(delivery, 'one', leaseEnds);
    }
  }

  it('outlasts an hour in which Teams takes nothing, whatever it asks', () => {
    expect(minutesTried(refused(503))).to.be.greaterThan(60);
    expect(minutesTried(refused(429, { retryAfterMs: 1000 }))).to.be.greaterThan(60);
  });

  it('outlasts nine minutes in which nobody knows what Teams takes, without coming more than six times', () => {
    expect(minutesTried(refused(502, { doubtful: true }))).to.be.within(9, 60);
    expect(mostDoubts).to.equal(6);
  });

  it('that changes a card may be sent any number of times', () => {
    const change = settled(sending({ replacesId: 'd' }), refused(502, { doubtful: true }), moment);
    expect(change).to.include({ state: 'waiting' });
    expect(change.doubts).to.equal(undefined);
  });

  it('left behind by its sender is sent again when it invites, left when it reminds', () => {
    expect(recovered(sending(), moment)).to.include({ state: 'waiting', doubts: 1, reason: 'stopped' });
    expect(recovered(sending({ kind: 'meeting.reminder' }), moment)).to.include({ state: 'uncertain' });
  });

  it('that was left behind again waits, as long as chance says, so that it parts from whatever stops its senders', () => {
    expect(recovered(sending(), moment).dueAt).to.equal(now.toISOString());
    const [some, others] = [0, 0.9].map((chance) => recovered(sending({ doubts: 1 }), { now, chance }).dueAt);
    expect([some, others]).to.deep.equal(['2026-12-01T09:00:08.000Z', '2026-12-01T09:00:04.400Z']);
  });

  it('that was left behind again and again is set aside: it may be what stops its senders', () => {
    const poison = sending({ doubts: mostDoubts - 1 });
    expect(recovered(poison, moment)).to.include({ state: 'uncertain', doubts: mostDoubts });
  });

  it('put off or held back was not tried', () => {
    const until = new Date('2026-12-02T05:00:00.000Z');
    const later = settled(sending(), { was: 'putOff', until }, moment);
    expect(later).to.include({ state: 'waiting', attempts: 0, dueAt: until.toISOString() });
    expect(settled(sending(), { was: 'held' }, moment)).to.include({ state: 'paused', attempts: 0 });
    expect(settled(sending(), { was: 'withdrawn' }, moment)).to.include({ state: 'withdrawn', attempts: 0 });
  });

  it('with nothing to say, no chat or no card comes to rest with the reason', () => {
    const states = (['skipped', 'notReached', 'broken'] as const).map(
      (was) => settled(sending(), { was, reason: 'why' }, moment).state,
    );
    expect(states).to.deep.equal(['skipped', 'notReached', 'failed']);
  });
});
