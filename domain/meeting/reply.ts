import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { type Actor, authorise } from '../rights.ts';
import { put } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { attendances, type Meeting, meetings, type Reply } from './meeting.ts';
import { attendanceOf, isPast } from './view.ts';

/**
 * Stores whether a member comes, in place of what they replied before. Members of the group, and coordinators. Throws
 * `MEETING_CANCELLED` and `MEETING_ENDED` when there is nothing to come to any more.
 */
export async function replyToMeeting(deps: Deps, actor: Actor, meetingId: string, reply: Reply): Promise<Meeting> {
  return onceMore(async () => {
    const meeting = await load(deps.store, meetings, meetingId);
    const { memberId } = authorise(actor, 'meeting.reply', meeting);
    if (meeting.state === 'cancelled') throw new AppError('MEETING_CANCELLED', `meeting ${meetingId} is cancelled`);
    if (isPast(meeting, deps.now())) throw new AppError('MEETING_ENDED', `meeting ${meetingId} has ended`);
    const earlier = await attendanceOf(deps.store, meetingId, memberId);
    if (earlier?.reply === reply) return meeting;
    const { id, version } = earlier ?? { id: deps.newId(), version: 0 };
    const updatedAt = deps.now().toISOString();
    const { networkId } = meeting;
    await deps.store.commit([put(attendances, { id, version, networkId, meetingId, memberId, reply, updatedAt })]);
    return meeting;
  });
}
