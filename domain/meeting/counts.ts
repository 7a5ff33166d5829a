import type { CountDeps, Counted } from '../counts.ts';
import type { Member } from '../network/network.ts';
import { earliestFirst } from '../page.ts';
import type { StoreReader } from '../store.ts';
import { attendances, type Meeting, meetings } from './meeting.ts';

/** How far ahead meetings are counted, in days. */
const daysAhead = 60;

/** A coming meeting; `none` counts the group's members who have not answered. */
export interface MeetingStatus {
  readonly meetingId: string;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly timeZone: string;
  readonly replies: { readonly yes: number; readonly maybe: number; readonly no: number; readonly none: number };
}

/** The meetings of a group that begin soon, next first. */
export interface MeetingCounts {
  readonly meetingsAhead: readonly MeetingStatus[];
}

/** Counts who comes to the meetings of the next weeks. */
export async function meetingCounts({ view, networkId, now, members }: CountDeps): Promise<Counted<MeetingCounts>> {
  const ahead = await meetingsAhead(view, networkId, now);
  const standing = await Promise.all(
    ahead.map(async (meeting) => {
      const asked = members.filter(({ groupIds }) => groupIds.includes(meeting.groupId));
      return { groupId: meeting.groupId, status: await meetingStatus(view, meeting, asked) };
    }),
  );
  const inGroup = (groupId: string | undefined) => standing.filter((meeting) => meeting.groupId === groupId);
  return {
    inGroup: (groupId) => ({ meetingsAhead: inGroup(groupId).map(({ status }) => status) }),
    waiting: [],
  };
}

async function meetingsAhead(view: StoreReader, networkId: string, now: Date): Promise<Meeting[]> {
  const [from, upTo] = [now.toISOString(), new Date(now.getTime() + daysAhead * 86_400_000).toISOString()];
  const planned = await Array.fromAsync(view.stream(meetings, { networkId, state: 'scheduled', startsAt: { upTo } }));
  return planned.filter(({ startsAt }) => startsAt > from).sort((a, b) => earliestFirst(a.startsAt, b.startsAt));
}

async function meetingStatus(view: StoreReader, meeting: Meeting, asked: readonly Member[]): Promise<MeetingStatus> {
  const { id: meetingId, title, startsAt, endsAt, timeZone } = meeting;
  const answered = await Array.fromAsync(view.stream(attendances, { meetingId }));
  const replied = new Set(answered.map(({ memberId }) => memberId));
  const count = (reply: string) => answered.filter((attendance) => attendance.reply === reply).length;
  const none = asked.filter(({ id }) => !replied.has(id)).length;
  const replies = { yes: count('yes'), maybe: count('maybe'), no: count('no'), none };
  return { meetingId, title, startsAt, endsAt, timeZone, replies };
}
