import { expect } from 'chai';
import { cancelMeeting } from '../../../domain/meeting/cancel.ts';
import { scheduleMeeting } from '../../../domain/meeting/make.ts';
import { meetings } from '../../../domain/meeting/meeting.ts';
import { type Delivery, deliveries, tasks } from '../../../domain/outbox.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type Role, type World } from '../fixture.ts';
import { aPlan } from './plan.ts';

describe('cancelling a meeting', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await scheduleMeeting(world.deps, await world.actor('lead'), aPlan());
  });
  afterEach(() => world.close());

  const cancel = async (role: Role) => cancelMeeting(world.deps, await world.actor(role), 'meeting-1');

  async function invitation(state: Delivery['state']): Promise<Delivery> {
    const [sent] = await world.deps.store.find(deliveries, { subjectId: 'meeting-1', kind: 'meeting.invitation' });
    if (!sent) throw new Error('no invitation');
    await world.deps.store.commit([put(deliveries, { ...sent, state })]);
    return sent;
  }

  const messages = () => world.deps.store.find(deliveries, { subjectId: 'meeting-1', kind: 'meeting.cancelled' });

  it('marks it cancelled and raises the sequence, so that calendars take the change', async () => {
    world.pass(1000);
    await cancel('lead');
    expect(await load(world.deps.store, meetings, 'meeting-1')).to.include({
      state: 'cancelled',
      sequence: 1,
      updatedAt: '2026-09-01T09:00:01.000Z',
    });
  });

  it('changes the posted card in place and tells the channel in a new message', async () => {
    const { id } = await invitation('sent');
    await cancel('lead');
    const sent = await messages();
    expect(sent.map(({ replacesId }) => replacesId)).to.have.members([id, undefined]);
    expect(sent.map(({ to }) => to)).to.deep.equal([
      { type: 'channel', groupId: 'future' },
      { type: 'channel', groupId: 'future' },
    ]);
  });

  it('sends no new message to a channel that was never invited', async () => {
    const { id } = await invitation('waiting');
    await cancel('lead');
    expect((await messages()).map(({ replacesId }) => replacesId)).to.deep.equal([id]);
  });

  it('takes the reminder away', async () => {
    await cancel('lead');
    expect(await world.deps.store.count(tasks, { subjectId: 'meeting-1' })).to.equal(0);
  });

  it('changes nothing the second time, also at once', async () => {
    await invitation('sent');
    await Promise.all([cancel('lead'), cancel('coordinator')]);
    await cancel('lead');
    expect(await load(world.deps.store, meetings, 'meeting-1')).to.include({ sequence: 1 });
    expect(await messages()).to.have.length(2);
  });

  it('is refused when the meeting is over', async () => {
    world.pass(Date.parse('2026-09-30T12:30:00.000Z') - world.deps.now().getTime());
    await expectCode(cancel('lead'), 'MEETING_ENDED');
    expect(await load(world.deps.store, meetings, 'meeting-1')).to.include({ state: 'scheduled' });
  });

  it('is for leads of the group and coordinators', async () => {
    await expectCode(cancel('member'), 'FORBIDDEN');
    await expectCode(cancel('stranger'), 'NOT_MEMBER');
    await cancel('coordinator');
  });
});
