import { groups, type WorkingGroup } from '../network/network.ts';
import { type Actor, authorise, can } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { type Attendance, attendances, type Meeting, meetings, type Reply } from './meeting.ts';

/** How many come, may come and do not come. Who has not answered is in none of them. */
export type ReplyCounts = Readonly<Record<Reply, number>>;

/** A meeting as one member sees it. */
export interface MeetingView {
  readonly meeting: Meeting;
  readonly group: WorkingGroup;
  readonly counts: ReplyCounts;
  /** The member's own reply; undefined when there is none. */
  readonly own: Reply | undefined;
  /** Whether its end has passed. */
  readonly ended: boolean;
  readonly mayReply: boolean;
  readonly mayCancel: boolean;
}

/** The replies to a meeting as they stand. */
export async function countReplies(reader: StoreReader, meetingId: string): Promise<ReplyCounts> {
  const counts = { yes: 0, maybe: 0, no: 0 };
  for await (const { reply } of reader.stream(attendances, { meetingId })) counts[reply] += 1;
  return counts;
}

/** A member's attendance of a meeting; undefined when they have not answered. */
export async function attendanceOf(
  reader: StoreReader,
  meetingId: string,
  memberId: string,
): Promise<Attendance | undefined> {
  return (await reader.find(attendances, { meetingId, memberId }, { limit: 1 }))[0];
}

/** Whether a meeting is over at a moment. */
export function isPast(meeting: Meeting, now: Date): boolean {
  return meeting.endsAt <= now.toISOString();
}

/** A meeting for a member of its network. Throws `NOT_MEMBER` to others. */
export async function meetingSeen(
  store: StoreReader,
  actor: Actor,
  meetingId: string,
): Promise<{ readonly meeting: Meeting; readonly memberId: string }> {
  const meeting = await load(store, meetings, meetingId);
  const { memberId } = authorise(actor, 'meeting.see', meeting);
  return { meeting, memberId };
}

/** Shows a meeting to a member of its network. */
export async function seeMeeting(deps: Deps, actor: Actor, meetingId: string): Promise<MeetingView> {
  const { meeting, memberId } = await meetingSeen(deps.store, actor, meetingId);
  const ended = isPast(meeting, deps.now());
  const ahead = meeting.state === 'scheduled' && !ended;
  return {
    meeting,
    group: await load(deps.store, groups, meeting.groupId),
    counts: await countReplies(deps.store, meetingId),
    own: (await attendanceOf(deps.store, meetingId, memberId))?.reply,
    ended,
    mayReply: ahead && can(actor, 'meeting.reply', meeting),
    mayCancel: ahead && can(actor, 'meeting.schedule', meeting),
  };
}
