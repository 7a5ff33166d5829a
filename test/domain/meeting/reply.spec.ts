import { expect } from 'chai';
import { cancelMeeting } from '../../../domain/meeting/cancel.ts';
import { scheduleMeeting } from '../../../domain/meeting/make.ts';
import { attendances, type Reply } from '../../../domain/meeting/meeting.ts';
import { replyToMeeting } from '../../../domain/meeting/reply.ts';
import { seeMeeting } from '../../../domain/meeting/view.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type Role, type World } from '../fixture.ts';
import { aPlan } from './plan.ts';

describe('replying to a meeting', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await scheduleMeeting(world.deps, await world.actor('lead'), aPlan());
  });
  afterEach(() => world.close());

  const reply = async (role: Role, given: Reply) =>
    replyToMeeting(world.deps, await world.actor(role), 'meeting-1', given);
  const see = async (role: Role) => seeMeeting(world.deps, await world.actor(role), 'meeting-1');

  it('counts each reply, and none of those who have not answered', async () => {
    await reply('member', 'yes');
    await reply('other', 'maybe');
    await reply('loner', 'no');
    expect((await see('lead')).counts).to.deep.equal({ yes: 1, maybe: 1, no: 1 });
  });

  it('shows a member their own reply, and no reply as none', async () => {
    await reply('member', 'no');
    expect((await see('member')).own).to.equal('no');
    expect((await see('other')).own).to.equal(undefined);
  });

  it('replaces an earlier reply', async () => {
    await reply('member', 'yes');
    await reply('member', 'no');
    expect((await see('member')).counts).to.deep.equal({ yes: 0, maybe: 0, no: 1 });
    expect(await world.deps.store.count(attendances, { meetingId: 'meeting-1' })).to.equal(1);
  });

  it('changes nothing when the same reply comes again', async () => {
    await reply('member', 'yes');
    const [before] = await world.deps.store.find(attendances, { meetingId: 'meeting-1' });
    world.pass(60_000);
    await reply('member', 'yes');
    expect(await world.deps.store.find(attendances, { meetingId: 'meeting-1' })).to.deep.equal([before]);
  });

  it('keeps one reply of a member who presses several buttons at once', async () => {
    await Promise.all([reply('member', 'yes'), reply('member', 'yes'), reply('member', 'no')]);
    const { counts } = await see('member');
    expect(counts.yes + counts.maybe + counts.no).to.equal(1);
  });

  it('ends when the meeting does', async () => {
    const end = Date.parse('2026-09-30T12:30:00.000Z') - world.deps.now().getTime();
    world.pass(end - 1);
    await reply('member', 'yes');
    world.pass(1);
    await expectCode(reply('member', 'no'), 'MEETING_ENDED');
    expect(await see('member')).to.include({ own: 'yes', ended: true, mayReply: false });
  });

  it('is refused once the meeting is cancelled', async () => {
    await reply('member', 'yes');
    await cancelMeeting(world.deps, await world.actor('lead'), 'meeting-1');
    await expectCode(reply('member', 'no'), 'MEETING_CANCELLED');
    expect((await see('member')).own).to.equal('yes');
  });

  it('is for members of the group and coordinators, and for meetings that exist', async () => {
    const home = aPlan({ meetingId: 'meeting-2', groupId: 'home' });
    await scheduleMeeting(world.deps, await world.actor('coordinator'), home);
    const toHome = async (role: Role) => replyToMeeting(world.deps, await world.actor(role), 'meeting-2', 'yes');
    await expectCode(toHome('member'), 'FORBIDDEN');
    await toHome('coordinator');
    await expectCode(reply('stranger', 'yes'), 'NOT_MEMBER');
    await expectCode(replyToMeeting(world.deps, await world.actor('member'), 'nothing', 'yes'), 'NOT_FOUND');
  });

  it('lets everybody in the network see a meeting, but only those asked reply and only its lead cancel', async () => {
    const home = aPlan({ meetingId: 'meeting-2', groupId: 'home' });
    await scheduleMeeting(world.deps, await world.actor('coordinator'), home);
    const seen = await seeMeeting(world.deps, await world.actor('member'), 'meeting-2');
    expect(seen).to.include({ mayReply: false, mayCancel: false });
    expect(await see('member')).to.include({ mayReply: true, mayCancel: false });
    expect(await see('lead')).to.include({ mayReply: true, mayCancel: true });
    await expectCode(see('stranger'), 'NOT_MEMBER');
  });
});
