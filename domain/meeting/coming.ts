import { groups, type WorkingGroup } from '../network/network.ts';
import { type Actor, authorise, can } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { attendances, type Meeting, meetings, type Reply } from './meeting.ts';

/** The meetings of a network, or of some of its groups, that have not ended, next first, without cancelled ones. */
export async function comingMeetings(
  reader: StoreReader,
  networkId: string,
  now: Date,
  groupId?: readonly string[],
): Promise<Meeting[]> {
  const moment = now.toISOString();
  const where = { networkId, groupId, state: 'scheduled', endsAt: { from: moment } } as const;
  const coming: Meeting[] = [];
  for await (const meeting of reader.stream(meetings, where)) if (meeting.endsAt > moment) coming.push(meeting);
  // The stream gives them by id, and sorting keeps that order among those that start together.
  return coming.sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0));
}

/** As `comingMeetings` of all groups, for the calendar of a member of the network. Throws `NOT_MEMBER` to others. */
export async function meetingsForCalendar(
  store: StoreReader,
  actor: Actor,
  networkId: string,
  since: Date,
): Promise<Meeting[]> {
  authorise(actor, 'meeting.see', { networkId });
  return comingMeetings(store, networkId, since);
}

/** One line of the schedule as a member sees it. */
export interface ScheduleLine {
  readonly meeting: Meeting;
  readonly group: WorkingGroup | undefined;
  /** The member's own reply; undefined when there is none. */
  readonly own: Reply | undefined;
  /** Whether the member is asked to reply. */
  readonly invited: boolean;
}

/** One page of a network's schedule. */
export interface SchedulePage {
  readonly networkId: string;
  readonly lines: readonly ScheduleLine[];
  /** Counted from 0. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
  readonly total: number;
  /** Whether the member may schedule meetings for the network's groups. */
  readonly maySchedule: boolean;
}

/** How many meetings a page of the schedule shows. */
const meetingsPerPage = 10;

/** A page of the coming meetings of all groups, for a member of the network; past the last page it gives the last. */
export async function schedulePage(deps: Deps, actor: Actor, networkId: string, asked: number): Promise<SchedulePage> {
  const membership = authorise(actor, 'meeting.see', { networkId });
  const coming = await comingMeetings(deps.store, networkId, deps.now());
  const total = coming.length;
  const pages = Math.max(1, Math.ceil(total / meetingsPerPage));
  const page = Math.min(asked, pages - 1);
  const shown = coming.slice(page * meetingsPerPage, (page + 1) * meetingsPerPage);
  const named = new Map((await deps.store.find(groups, { networkId })).map((group) => [group.id, group]));
  const own = await ownReplies(deps.store, membership.memberId, shown);
  const lines = shown.map((meeting) => ({
    meeting,
    group: named.get(meeting.groupId),
    own: own.get(meeting.id),
    invited: can(actor, 'meeting.reply', meeting),
  }));
  const maySchedule = [...named.keys()].some((groupId) => can(actor, 'meeting.schedule', { networkId, groupId }));
  return { networkId, lines, page, pages, total, maySchedule };
}

async function ownReplies(reader: StoreReader, memberId: string, shown: readonly Meeting[]) {
  const given = await reader.find(attendances, { memberId, meetingId: shown.map((meeting) => meeting.id) });
  return new Map(given.map(({ meetingId, reply }) => [meetingId, reply]));
}
