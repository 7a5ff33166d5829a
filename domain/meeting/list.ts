import { earliestFirst, latestFirst, type Page, type PageQuery, pageOf } from '../page.ts';
import { type Actor, authorise } from '../rights.ts';
import { comparable } from '../text.ts';
import { type Deps } from '../use-case.ts';
import { attendances, type Meeting, meetings, type Reply } from './meeting.ts';
import { isPast } from './view.ts';

/** Which meetings of a network are wanted, and how many at once. */
export interface MeetingsQuery extends PageQuery {
  readonly networkId: string;
  /** Those that have not ended, or those that have; cancelled ones are in both. */
  readonly when: 'coming' | 'past';
  readonly groupId?: string | undefined;
  /** Part of a title, in any case; empty for all. */
  readonly search: string;
}

/** A meeting in a list, with the member's own reply to it. */
export interface MeetingLine {
  readonly meeting: Meeting;
  readonly own: Reply | undefined;
}

/** The meetings of a network for any of its members: of the coming the next first, of the past the last. */
export async function meetingsPage(deps: Deps, actor: Actor, query: MeetingsQuery): Promise<Page<MeetingLine>> {
  const { networkId, groupId } = query;
  const { memberId } = authorise(actor, 'meeting.see', { networkId });
  const search = comparable(query.search);
  const found: Meeting[] = [];
  const where = groupId === undefined ? { networkId } : { networkId, groupId };
  for await (const meeting of deps.store.stream(meetings, where)) {
    if (isPast(meeting, deps.now()) !== (query.when === 'past')) continue;
    if (comparable(meeting.title).includes(search)) found.push(meeting);
  }
  const compare = query.when === 'past' ? latestFirst : earliestFirst;
  const page = pageOf(found, { keyOf: ({ startsAt }) => startsAt, compare }, query);
  const shown = page.items.map(({ id }) => id);
  const given = await deps.store.find(attendances, { memberId, meetingId: shown });
  const own = new Map(given.map(({ meetingId, reply }) => [meetingId, reply]));
  return { ...page, items: page.items.map((meeting) => ({ meeting, own: own.get(meeting.id) })) };
}
