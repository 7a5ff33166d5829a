import { expect } from 'chai';
import fc from 'fast-check';
import { groupsToScheduleFor } from '../../../domain/meeting/groups.ts';
import { type MeetingPlan, reminderTime, scheduleMeeting } from '../../../domain/meeting/make.ts';
import { meetings } from '../../../domain/meeting/meeting.ts';
import { remindDue } from '../../../domain/meeting/remind.ts';
import { networks } from '../../../domain/network/network.ts';
import { deliveries, tasks } from '../../../domain/outbox.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type Role, type World } from '../fixture.ts';
import { aPlan } from './plan.ts';

describe('scheduling a meeting', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const schedule = async (role: Role, plan: Partial<MeetingPlan> = {}) =>
    scheduleMeeting(world.deps, await world.actor(role), aPlan(plan));

  it('stores the local times of the network as moments in UTC', async () => {
    await schedule('lead');
    const stored = await load(world.deps.store, meetings, 'meeting-1');
    expect(stored).to.deep.include({
      networkId: 'uudi',
      groupId: 'future',
      title: 'Syksyn aloitus',
      startsAt: '2026-09-30T11:00:00.000Z',
      endsAt: '2026-09-30T12:30:00.000Z',
      timeZone: 'Europe/Helsinki',
      place: 'Kirjasto A, https://kokous.example/1',
      agenda: '1. Tilanne\n2. Seuraavat askeleet',
      state: 'scheduled',
      sequence: 0,
      createdBy: 'm-lead',
    });
  });

  it('uses winter time after the clocks went back', async () => {
    const { startsAt } = await schedule('lead', { day: '2026-11-04' });
    expect(startsAt).to.equal('2026-11-04T12:00:00.000Z');
  });

  it('invites the channel of the group', async () => {
    await schedule('lead');
    const [invitation, ...others] = await world.deps.store.find(deliveries, { subjectId: 'meeting-1' });
    expect(others).to.deep.equal([]);
    expect(invitation).to.deep.include({
      kind: 'meeting.invitation',
      networkId: 'uudi',
      to: { type: 'channel', groupId: 'future' },
      state: 'waiting',
    });
  });

  it('plans a reminder for the day before at the same local time, also across the change of the clocks', async () => {
    // The clocks go back on 25 October at four.
    const meeting = await schedule('lead', { day: '2026-10-25', start: '14:00', end: '15:00' });
    expect(reminderTime(meeting).toISOString()).to.equal('2026-10-24T11:00:00.000Z');
    await schedule('lead', { meetingId: 'meeting-2', day: '2026-10-28', start: '14:00', end: '15:00' });
    const [reminder] = await world.deps.store.find(tasks, { subjectId: 'meeting-2' });
    expect(reminder).to.include({ kind: 'meeting.remind', dueAt: '2026-10-27T12:00:00.000Z' });
  });

  it('plans the reminder of one on a Sunday or early on Monday for the last calm time before it', async () => {
    for (const [meetingId, day] of [
      ['sunday', '2026-10-25'],
      ['monday', '2026-10-26'],
    ] as const) {
      await schedule('lead', { meetingId, day, start: '07:30', end: '09:00' });
      const [reminder] = await world.deps.store.find(tasks, { subjectId: meetingId });
      expect(reminder, meetingId).to.include({ kind: 'meeting.remind', dueAt: '2026-10-23T16:00:00.000Z' });
    }
  });

  it('plans no reminder for a meeting within a day', async () => {
    await schedule('lead', { day: '2026-09-02', start: '11:59', end: '13:00' });
    expect(await world.deps.store.find(tasks, { subjectId: 'meeting-1' })).to.deep.equal([]);
  });

  it('plans no reminder that would have been due before the meeting was made', async () => {
    // On Saturday, for Monday: the last calm time before it was on Friday.
    world.pass(4 * 24 * 60 * 60 * 1000);
    await schedule('lead', { day: '2026-09-07', start: '07:30', end: '09:00' });
    expect(await world.deps.store.find(tasks, { subjectId: 'meeting-1' })).to.deep.equal([]);
  });

  it('makes one meeting of the same press twice, also at once', async () => {
    await Promise.all([schedule('lead'), schedule('lead')]);
    world.pass(60 * 24 * 60 * 60 * 1000);
    const again = await schedule('lead');
    expect(again.id).to.equal('meeting-1');
    expect(await world.deps.store.count(meetings, { networkId: 'uudi' })).to.equal(1);
    expect(await world.deps.store.count(deliveries, { subjectId: 'meeting-1' })).to.equal(1);
  });

  it('refuses to make another meeting of the form that made one', async () => {
    await schedule('lead');
    for (const changed of [{ title: 'Toinen' }, { start: '13:00' }, { end: '16:00' }, { place: '' }, { agenda: 'x' }]) {
      await expectCode(schedule('lead', changed), 'DUPLICATE');
    }
    await expectCode(schedule('coordinator', { groupId: 'home' }), 'DUPLICATE');
    expect(await world.deps.store.count(meetings, { networkId: 'uudi' })).to.equal(1);
  });

  it('names the inputs that are missing', async () => {
    const error = await expectCode(schedule('lead', { title: ' ', end: '' }), 'INPUT_INVALID');
    expect(error.fields).to.deep.equal({ title: 'required', end: 'required' });
    const noGroup = await expectCode(schedule('lead', { groupId: '' }), 'INPUT_INVALID');
    expect(noGroup.fields).to.deep.equal({ groupId: 'required' });
  });

  const faults: readonly [string, Partial<MeetingPlan>, object][] = [
    ['starts when it ends', { start: '14:00', end: '14:00' }, { end: 'notAfterStart' }],
    ['ends before it starts', { start: '14:00', end: '13:00' }, { end: 'notAfterStart' }],
    ['starts at this moment', { day: '2026-09-01', start: '12:00', end: '13:00' }, { start: 'inPast' }],
    ['started long ago', { day: '0026-09-30' }, { start: 'inPast' }],
    ['starts in the hour that summer time skips', { day: '2027-03-28', start: '03:30' }, { start: 'noSuchTime' }],
    [
      'ends in the hour that summer time skips',
      { day: '2027-03-28', start: '02:00', end: '03:15' },
      { end: 'noSuchTime' },
    ],
  ];
  for (const [what, plan, fields] of faults) {
    it(`refuses a meeting that ${what}, and says which time is wrong`, async () => {
      const error = await expectCode(schedule('lead', plan), 'MEETING_TIME_INVALID');
      expect(error.fields).to.deep.equal(fields);
      expect(await world.deps.store.count(meetings, { networkId: 'uudi' })).to.equal(0);
    });
  }

  it('reads times in the zone of the network, whatever it is', async () => {
    const network = await load(world.deps.store, networks, 'uudi');
    await world.deps.store.commit([put(networks, { ...network, timeZone: 'America/New_York' })]);
    const meeting = await schedule('lead');
    expect(meeting).to.include({ startsAt: '2026-09-30T18:00:00.000Z', timeZone: 'America/New_York' });
  });

  it('never stores a meeting that does not end after a start to come', async () => {
    const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
    const clock = (minute: number) =>
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    const days = fc.constantFrom('2026-08-31', '2026-09-01', '2026-10-25', '2027-03-28');
    let made = 0;
    await fc.assert(
      fc.asyncProperty(days, minutes, minutes, async (day, start, end) => {
        const plan = { meetingId: `m-${(made += 1)}`, day, start: clock(start), end: clock(end) };
        const meeting = await schedule('lead', plan).catch(() => undefined);
        if (!meeting) return;
        expect(meeting.startsAt > world.deps.now().toISOString()).to.equal(true);
        expect(meeting.endsAt > meeting.startsAt).to.equal(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is for leads of the group and coordinators', async () => {
    await expectCode(schedule('member'), 'FORBIDDEN');
    await expectCode(schedule('lead', { groupId: 'home' }), 'FORBIDDEN');
    await expectCode(schedule('stranger'), 'NOT_MEMBER');
    await expectCode(schedule('lead', { groupId: 'nowhere' }), 'NOT_FOUND');
    expect(await schedule('coordinator', { groupId: 'home' })).to.include({ groupId: 'home' });
  });
});

describe('the groups to schedule for', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const groupsOf = async (role: Role, first?: string) => {
    const found = await groupsToScheduleFor(world.deps.store, await world.actor(role), 'uudi', first);
    return found.map(({ id }) => id);
  };

  it('are those a lead leads, and all of them for a coordinator', async () => {
    expect(await groupsOf('lead')).to.deep.equal(['future']);
    expect(await groupsOf('coordinator')).to.deep.equal(['future', 'home']);
  });

  it('begin with the group of the channel when it is one of them', async () => {
    expect(await groupsOf('coordinator', 'home')).to.deep.equal(['home', 'future']);
    expect(await groupsOf('lead', 'home')).to.deep.equal(['future']);
  });

  it('are refused to members and strangers', async () => {
    await expectCode(groupsOf('member'), 'FORBIDDEN');
    await expectCode(groupsOf('stranger'), 'NOT_MEMBER');
  });
});

describe('reminding of a meeting', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await scheduleMeeting(world.deps, await world.actor('lead'), aPlan());
  });
  afterEach(() => world.close());

  const untilStart = Date.parse('2026-09-30T11:00:00.000Z') - Date.parse('2026-09-01T09:00:00.000Z');

  async function remind(): Promise<number> {
    const [task] = await world.deps.store.find(tasks, { subjectId: 'meeting-1' });
    if (!task) throw new Error('no task');
    await remindDue(world.deps, task);
    expect(await world.deps.store.count(tasks, { subjectId: 'meeting-1' })).to.equal(0);
    return world.deps.store.count(deliveries, { subjectId: 'meeting-1', kind: 'meeting.reminder' });
  }

  it('sends one message to the channel and is done', async () => {
    world.pass(untilStart - 24 * 60 * 60 * 1000);
    expect(await remind()).to.equal(1);
  });

  it('still reminds a minute before the start', async () => {
    world.pass(untilStart - 60_000);
    expect(await remind()).to.equal(1);
  });

  it('sends nothing once the meeting has begun', async () => {
    world.pass(untilStart);
    expect(await remind()).to.equal(0);
  });

  it('sends nothing about a cancelled meeting', async () => {
    const meeting = await load(world.deps.store, meetings, 'meeting-1');
    await world.deps.store.commit([put(meetings, { ...meeting, state: 'cancelled' as const })]);
    expect(await remind()).to.equal(0);
  });
});
