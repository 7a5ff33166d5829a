import type { IsHoliday } from '../../domain/calm.ts';
import { calmReminderTime } from '../../domain/meeting/make.ts';
import { attendances, type Meeting, meetings } from '../../domain/meeting/meeting.ts';
import { plan } from '../../domain/outbox.ts';
import { memberId, networkId } from '../ids.ts';
import { type Term, timeZone } from '../term.ts';
import { type Entry, entry, entryOf } from './entry.ts';
import { bulkId, idsOf } from './ids.ts';
import type { Ledger } from './messages.ts';
import type { Somebody } from './people.ts';
import { type Random, randomFor } from './random.ts';
import { meetingTexts } from './texts.ts';

/** Each group has met monthly since so many months, and has so many meetings ahead. */
const [monthsBack, monthsAhead] = [12, 3];

/** However large a group is, no more than so many of it reply to a meeting. */
const mostReplies = 40;

/** The groups' monthly meetings of the past year and of the coming months, with replies, messages and reminders. */
export async function* meetingEntries(
  term: Term,
  asked: ReadonlyMap<string, readonly Somebody[]>,
  { ledger, isHoliday }: { readonly ledger: Ledger; readonly isHoliday: IsHoliday },
): AsyncIterable<Entry> {
  const attendanceId = idsOf('attendance');
  let index = 0;
  for (let month = -monthsBack; month < monthsAhead; month += 1) {
    for (const [place, [groupId, people]] of [...asked].entries()) {
      const random = randomFor('meeting', index);
      // Groups meet on different days, and never so near that a reminder would be due already.
      const days = month * 30 + 5 + ((place * 5) % 19);
      const meeting = meetingOf(bulkId('meeting', index), groupId, days, term, random);
      yield entry(meetings, meeting);
      yield* messagesOf(meeting, { days, ledger, remindAt: await calmReminderTime(meeting, isHoliday) });
      for (const somebody of random.some(people, repliesTo(people, days, random))) {
        yield entry(attendances, attendance(meeting, somebody, attendanceId(), random));
      }
      index += 1;
    }
  }
}

type NewMeeting = Omit<Meeting, 'version'>;

function meetingOf(id: string, groupId: string, days: number, term: Term, random: Random): NewMeeting {
  const [start, end] = random.pick([
    ['09:00', '10:30'],
    ['13:00', '14:30'],
    ['14:00', '15:00'],
  ] as const);
  const createdAt = term.at(Math.min(days - 21, -2), '10:00');
  const cancelled = days < 0 && random.percent(5);
  return {
    id,
    networkId,
    groupId,
    title: random.pick(meetingTexts.titles),
    startsAt: term.atMeeting(days, start),
    endsAt: term.atMeeting(days, end),
    timeZone,
    place: random.pick(meetingTexts.places),
    agenda: agendaOf(random),
    state: cancelled ? 'cancelled' : 'scheduled',
    sequence: cancelled ? 1 : 0,
    createdBy: memberId('coordinator'),
    createdAt,
    updatedAt: cancelled ? term.at(days - 7, '12:00') : createdAt,
  };
}

function agendaOf(random: Random): string {
  const chosen = random.some(meetingTexts.agenda, random.between(3, 5));
  const items = meetingTexts.agenda.filter((item) => chosen.includes(item));
  return items.map((item, index) => `${index + 1}. ${item}`).join('\n');
}

interface Messages {
  readonly days: number;
  readonly ledger: Ledger;
  readonly remindAt: Date;
}

function* messagesOf(meeting: NewMeeting, { days, ledger, remindAt }: Messages): Iterable<Entry> {
  const { id: subjectId, groupId, createdAt, updatedAt } = meeting;
  const message = { subjectId, groupId };
  const invitation = ledger.sent({ ...message, kind: 'meeting.invitation', sentAt: createdAt });
  yield invitation;
  if (meeting.state === 'cancelled') {
    const cancelled = { ...message, kind: 'meeting.cancelled', sentAt: updatedAt };
    yield ledger.sent({ ...cancelled, replacesId: invitation.record.id });
    yield ledger.sent(cancelled);
    return;
  }
  const dueAt = remindAt.toISOString();
  if (days > 0) yield entryOf(plan({ networkId, kind: 'meeting.remind', subjectId, dueAt }));
  else yield ledger.sent({ ...message, kind: 'meeting.reminder', sentAt: dueAt });
}

/** Fewer have replied the further ahead a meeting is. */
function repliesTo(people: readonly Somebody[], days: number, random: Random): number {
  const share = days < 0 ? random.between(30, 70) : Math.max(5, 40 - days);
  return Math.min(Math.round((people.length * share) / 100), mostReplies);
}

function attendance({ id: meetingId, createdAt }: NewMeeting, { id: memberId }: Somebody, id: string, random: Random) {
  // Within forty hours of the invitation, which has always been out for two days.
  const updatedAt = new Date(Date.parse(createdAt) + random.below(40 * 3_600_000)).toISOString();
  const reply = random.pick(['yes', 'yes', 'yes', 'yes', 'maybe', 'no', 'no'] as const);
  return { id, networkId, meetingId, memberId, reply, updatedAt };
}
