import { expect } from 'chai';
import { cancelMeeting } from '../../../domain/meeting/cancel.ts';
import { comingMeetings, schedulePage } from '../../../domain/meeting/coming.ts';
import { type MeetingPlan, scheduleMeeting } from '../../../domain/meeting/make.ts';
import { type Meeting, meetings } from '../../../domain/meeting/meeting.ts';
import { replyToMeeting } from '../../../domain/meeting/reply.ts';
import { mine } from '../../../domain/member/mine.ts';
import { membershipIn } from '../../../domain/rights.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type World } from '../fixture.ts';
import { aPlan } from './plan.ts';

describe('the coming meetings', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const plan = async (given: Partial<MeetingPlan>) =>
    scheduleMeeting(world.deps, await world.actor('coordinator'), aPlan(given));
  const coming = async (groupIds?: readonly string[]) =>
    (await comingMeetings(world.deps.store, 'uudi', world.deps.now(), groupIds)).map(({ id }) => id);

  /** Copies a meeting many times, a day apart, without a channel being invited each time. */
  async function many(count: number): Promise<void> {
    const meeting: Meeting = { ...(await plan({ meetingId: 'first' })), version: 0 };
    const copies = Array.from({ length: count - 1 }, (_, index) => {
      const startsAt = new Date(Date.parse(meeting.startsAt) + (index + 1) * 86_400_000).toISOString();
      const endsAt = new Date(Date.parse(meeting.endsAt) + (index + 1) * 86_400_000).toISOString();
      return put(meetings, { ...meeting, id: `copy-${String(index).padStart(3, '0')}`, startsAt, endsAt });
    });
    await world.deps.store.commit(copies);
  }

  it('are those of all groups, next first', async () => {
    await plan({ meetingId: 'a', day: '2026-12-01', groupId: 'home' });
    await plan({ meetingId: 'c', day: '2026-09-15' });
    await plan({ meetingId: 'b', day: '2026-09-15', start: '15:00', end: '16:00', groupId: 'home' });
    expect(await coming()).to.deep.equal(['c', 'b', 'a']);
  });

  it('leave out cancelled meetings, meetings that have ended and other networks', async () => {
    await plan({ meetingId: 'cancelled' });
    await cancelMeeting(world.deps, await world.actor('coordinator'), 'cancelled');
    await plan({ meetingId: 'ended', day: '2026-09-01', start: '13:00', end: '14:00' });
    await plan({ meetingId: 'running', day: '2026-09-01', start: '13:00', end: '14:01' });
    const foreign = {
      ...(await load(world.deps.store, meetings, 'running')),
      id: 'foreign',
      version: 0,
      networkId: 'other',
    };
    await world.deps.store.commit([put(meetings, foreign)]);
    world.pass(2 * 60 * 60 * 1000);
    expect(await coming()).to.deep.equal(['running']);
  });

  it('are those of some groups when these are asked for', async () => {
    await plan({ meetingId: 'ours' });
    await plan({ meetingId: 'theirs', groupId: 'home' });
    expect(await coming(['home'])).to.deep.equal(['theirs']);
  });

  it('are what waits for a member, however many meetings there have been', async () => {
    const meeting = { ...(await plan({ meetingId: 'next' })), version: 0 };
    const [startsAt, endsAt] = ['2026-08-01T09:00:00.000Z', '2026-08-01T10:00:00.000Z'];
    const past = Array.from({ length: 1000 }, (_, index) => ({ ...meeting, id: `a-${index}`, startsAt, endsAt }));
    await world.deps.store.commit(past.map((one) => put(meetings, one)));
    const membership = membershipIn(await world.actor('member'), 'uudi');
    const waiting = membership && (await mine(world.deps, membership));
    expect(waiting?.map(({ id }) => id)).to.deep.equal(['next']);
  });

  const page = async (number: number) => schedulePage(world.deps, await world.actor('member'), 'uudi', number);

  it('fill twenty pages of ten with two hundred meetings', async () => {
    await many(200);
    const seen = new Set<string>();
    for (let number = 0; number < 20; number += 1) {
      const { lines, pages, total } = await page(number);
      expect([lines.length, pages, total]).to.deep.equal([10, 20, 200]);
      for (const { meeting } of lines) seen.add(meeting.id);
    }
    expect(seen.size).to.equal(200);
  });

  it('give the last page when fewer are left than were asked for', async () => {
    await many(11);
    expect(await page(7)).to.deep.include({ page: 1, pages: 2, total: 11 });
    expect((await page(7)).lines).to.have.length(1);
  });

  it('are one empty page when there are none', async () => {
    expect(await page(0)).to.deep.equal({
      networkId: 'uudi',
      lines: [],
      page: 0,
      pages: 1,
      total: 0,
      maySchedule: false,
    });
    const lead = await world.actor('lead');
    expect(await schedulePage(world.deps, lead, 'uudi', 0)).to.include({ maySchedule: true });
  });

  it("show the reader's own reply, no reply as none, and whether they are asked at all", async () => {
    await plan({ meetingId: 'a', day: '2026-09-15' });
    await plan({ meetingId: 'b', day: '2026-09-16' });
    await plan({ meetingId: 'c', day: '2026-09-17', groupId: 'home' });
    await replyToMeeting(world.deps, await world.actor('member'), 'a', 'no');
    await replyToMeeting(world.deps, await world.actor('other'), 'b', 'yes');
    const { lines } = await page(0);
    expect(lines.map(({ own, invited }) => [own, invited])).to.deep.equal([
      ['no', true],
      [undefined, true],
      [undefined, false],
    ]);
    expect(lines.map(({ group }) => group?.id)).to.deep.equal(['future', 'future', 'home']);
  });

  it('are for members of the network', async () => {
    const stranger = await world.actor('stranger');
    await expectCode(schedulePage(world.deps, stranger, 'uudi', 0), 'NOT_MEMBER');
  });
});
