import { reminderTime } from '../domain/meeting/make.ts';
import { attendances, meetings } from '../domain/meeting/meeting.ts';
import { plan } from '../domain/outbox.ts';
import type { Write } from '../domain/store.ts';
import { demoId, groupId, memberId, networkId } from './ids.ts';
import { type DemoMeeting, demoMeetings } from './meetings.ts';
import type { PersonKey } from './people.ts';
import { record, type Term, timeZone } from './term.ts';

/** The term's meetings with the replies to them; the coming ones are reminded of. */
export function meetingRecords(term: Term): Write[] {
  return demoMeetings.flatMap((meeting, index) => [
    ...meetingWrites(term, meeting, demoId('meeting', index)),
    ...replyWrites(term, meeting, index),
  ]);
}

function meetingWrites(term: Term, { group, days, start, end, title, agenda }: DemoMeeting, id: string): Write[] {
  const createdAt = term.at(-55, '10:00');
  const meeting = {
    id,
    version: 0,
    networkId,
    groupId: groupId(group),
    title,
    startsAt: term.atMeeting(days, start),
    endsAt: term.atMeeting(days, end),
    timeZone,
    place: 'Teams',
    agenda,
    state: 'scheduled' as const,
    sequence: 0,
    createdBy: memberId('coordinator'),
    createdAt,
    updatedAt: createdAt,
  };
  const remind = { networkId, kind: 'meeting.remind', subjectId: id, dueAt: reminderTime(meeting).toISOString() };
  return [record(meetings, meeting), ...(days > 0 ? [plan(remind)] : [])];
}

function replyWrites(term: Term, { replies }: DemoMeeting, index: number): Write[] {
  return Object.entries(replies).map(([person, reply], nth) =>
    record(attendances, {
      id: demoId('attendance', index * 100 + nth),
      version: 0,
      networkId,
      meetingId: demoId('meeting', index),
      memberId: memberId(person as PersonKey),
      reply,
      updatedAt: term.at(-50, '12:00'),
    }),
  );
}
