import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { type Delivery, deliveries, send, taskId, tasks } from '../outbox.ts';
import { type Actor, authorise } from '../rights.ts';
import { put, remove, type Write } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { type Meeting, meetings } from './meeting.ts';
import { isPast } from './view.ts';

/**
 * Cancels a meeting: every card posted about it says so, the channel is told, and calendars learn it by the higher
 * sequence. Leads of the group and coordinators. A cancelled meeting stays as it is; `MEETING_ENDED` when it is over.
 */
export async function cancelMeeting(deps: Deps, actor: Actor, meetingId: string): Promise<Meeting> {
  return onceMore(async () => {
    const meeting = await load(deps.store, meetings, meetingId);
    authorise(actor, 'meeting.schedule', meeting);
    if (meeting.state === 'cancelled') return meeting;
    if (isPast(meeting, deps.now())) throw new AppError('MEETING_ENDED', `meeting ${meetingId} has ended`);
    const cancelled: Meeting = {
      ...meeting,
      state: 'cancelled',
      sequence: meeting.sequence + 1,
      updatedAt: deps.now().toISOString(),
    };
    const reminder = await deps.store.get(tasks, taskId('meeting.remind', meetingId));
    const leftover = reminder ? [remove(tasks, reminder)] : [];
    await deps.store.commit([put(meetings, cancelled), ...leftover, ...(await messages(deps, meeting))]);
    return cancelled;
  });
}

const reached: readonly Delivery['state'][] = ['sending', 'sent', 'uncertain'];

/** Teams tells nobody that a card was changed, so a channel that was invited also gets a new message. */
async function messages(deps: Deps, meeting: Meeting): Promise<Write[]> {
  const { networkId, id: subjectId, groupId } = meeting;
  const posted = await deps.store.find(deliveries, { subjectId, kind: ['meeting.invitation', 'meeting.reminder'] });
  const message = { networkId, kind: 'meeting.cancelled', subjectId };
  const updates = posted.map((delivery) => send(deps, { ...message, to: delivery.to, replacesId: delivery.id }));
  if (!posted.some((delivery) => reached.includes(delivery.state))) return updates;
  return [...updates, send(deps, { ...message, to: { type: 'channel', groupId } })];
}
