import type { z } from 'zod';
import type { Network } from '../network/network.ts';
import type { PartDeps } from '../package-part.ts';
import type { StoreReader } from '../store.ts';
import { attendances, Meeting, meetings } from './meeting.ts';

/** What is told of a meeting, named field by field: whatever else a meeting may come to hold stays out. */
const Told = Meeting.pick({
  id: true,
  groupId: true,
  title: true,
  startsAt: true,
  endsAt: true,
  timeZone: true,
  place: true,
  agenda: true,
  state: true,
  sequence: true,
  createdAt: true,
  updatedAt: true,
});

/** A meeting as a package tells of it: how many come, not who. */
export type PackageMeeting = z.infer<typeof Told> & {
  readonly replies: { readonly yes: number; readonly maybe: number; readonly no: number };
};

export interface PackageMeetings {
  /** Ended by the moment of the package, oldest first. */
  readonly held: readonly PackageMeeting[];
  /** Still to come or going on, nearest first. */
  readonly ahead: readonly PackageMeeting[];
}

/** Reads the network's meetings; cancelled ones are left out. */
export async function packageMeetings({ view, network, asOf, sorted }: PartDeps): Promise<PackageMeetings> {
  const replies = await countReplies(view, network);
  const planned: PackageMeeting[] = [];
  for await (const meeting of view.stream(meetings, { networkId: network.id, state: 'scheduled' })) {
    planned.push({ ...Told.parse(meeting), replies: replies.get(meeting.id) ?? { yes: 0, maybe: 0, no: 0 } });
  }
  const ordered = sorted(
    planned,
    ({ startsAt }) => startsAt,
    ({ id }) => id,
  );
  return {
    held: ordered.filter(({ endsAt }) => endsAt <= asOf),
    ahead: ordered.filter(({ endsAt }) => endsAt > asOf),
  };
}

async function countReplies(view: StoreReader, network: Network) {
  const counts = new Map<string, { yes: number; maybe: number; no: number }>();
  for await (const { meetingId, reply } of view.stream(attendances, { networkId: network.id })) {
    const count = counts.get(meetingId) ?? { yes: 0, maybe: 0, no: 0 };
    count[reply] += 1;
    counts.set(meetingId, count);
  }
  return counts;
}
