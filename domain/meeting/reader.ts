import type { MessageSubject, MineItem, NounReader, Rest, Self } from '../noun.ts';
import type { PartDeps } from '../package-part.ts';
import type { Membership } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { comingMeetings } from './coming.ts';
import { meetingCounts } from './counts.ts';
import { attendances, type Meeting, meetings } from './meeting.ts';
import { packageMeetings } from './package-part.ts';

/** What meetings give to those who gather from every noun. */
export const meetingReader = {
  collections: [meetings, attendances],
  mine,
  own,
  subjects: { get, list, rest, quietTasks: [] },
  counts: meetingCounts,
  part: async (deps: PartDeps) => ({ meetings: await packageMeetings(deps) }),
  cleanUp: { none: 'what was held stays for the package' },
} satisfies NounReader<'meeting'>;

/** The coming meetings of the member's groups, next first. */
async function mine(view: StoreReader, { networkId, groupIds }: Membership, now: Date): Promise<MineItem[]> {
  const coming = await comingMeetings(view, networkId, now, groupIds);
  return coming.map(({ id, title, groupId, startsAt, endsAt, place, updatedAt }) => {
    const span = { startsAt, endsAt, place };
    return { noun: 'meeting', id, title: { fi: title }, groupId, state: 'open', span, updatedAt };
  });
}

async function own({ store }: Deps, { members }: Self) {
  const given = await Promise.all(
    members.map(({ id }) => Array.fromAsync(store.stream(attendances, { memberId: id }))),
  );
  return { attendances: given.flat() };
}

async function get(view: StoreReader, id: string): Promise<MessageSubject | undefined> {
  const meeting = await view.get(meetings, id);
  return meeting && subjectOf(meeting);
}

async function* list(view: StoreReader, where: { networkId: string; groupId?: readonly string[] }) {
  for await (const meeting of view.stream(meetings, where)) yield subjectOf(meeting);
}

function subjectOf({ id, networkId, groupId, title, createdAt, startsAt }: Meeting): MessageSubject {
  return { noun: 'meeting', id, networkId, groupId, title: { fi: title }, createdAt, at: startsAt };
}

async function rest(view: StoreReader, id: string): Promise<Rest | undefined> {
  const meeting = await view.get(meetings, id);
  if (!meeting) return undefined;
  return { since: meeting.state === 'cancelled' ? meeting.updatedAt : meeting.endsAt, cards: 'stay' };
}
