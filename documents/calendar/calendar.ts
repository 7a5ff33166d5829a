import ical, { escape, ICalCalendarMethod, type ICalEventData, ICalEventStatus } from 'ical-generator';
import type { Meeting } from '../../domain/meeting/meeting.ts';
import type { Language } from '../../domain/text.ts';
import { spanText } from '../../locales/time.ts';
import { printable } from '../characters.ts';

/** What a calendar tells of a meeting. */
export type CalendarMeeting = Pick<
  Meeting,
  'id' | 'groupId' | 'title' | 'startsAt' | 'endsAt' | 'timeZone' | 'place' | 'agenda' | 'state' | 'sequence'
> &
  Pick<Meeting, 'createdAt' | 'updatedAt'>;

export interface CalendarOptions {
  /** The network's name: what the calendar is called. */
  readonly name: string;
  readonly language: Language;
  /** The name of a working group, told as the meeting's category. */
  groupName?(groupId: string): string | undefined;
}

/** One meeting as an iCalendar file. A cancelled one is said to be, so that calendars take it off. */
export function meetingCalendar(meeting: CalendarMeeting, options: CalendarOptions): string {
  return scheduleCalendar([meeting], options);
}

/**
 * Who publishes the meetings: every published event names an organizer (RFC 5546), who here is the network. It has no
 * mailbox, so its address is one that can never be anybody's (RFC 2606).
 */
const mailbox = 'noreply@verkostobotti.invalid';

/** What stands in a calendar without meetings: a calendar without any component is not a valid one. */
const zone = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/**
 * Meetings as a valid iCalendar file (RFC 5545), published (RFC 5546); without any it publishes nothing. Times are in UTC, which every calendar shows in its owner's
 * zone; the description also gives the time as it was agreed. Equal meetings give equal bytes.
 */
export function scheduleCalendar(meetings: readonly CalendarMeeting[], options: CalendarOptions): string {
  const calendar = ical({
    // The library writes the name as it gets it.
    name: escape(printable(options.name), false),
    prodId: { company: 'Verkostobotti', product: 'Verkostobotti', language: options.language.toUpperCase() },
    method: meetings.length > 0 ? ICalCalendarMethod.PUBLISH : null,
    events: meetings.map((meeting) => eventOf(meeting, options)),
  });
  const text = calendar.toString();
  const end = 'END:VCALENDAR';
  const filled = meetings.length > 0 ? text : text.replace(end, [...zone, end].join('\r\n'));
  return `${filled}\r\n`;
}

function eventOf(meeting: CalendarMeeting, options: CalendarOptions): ICalEventData {
  const { startsAt, endsAt } = meeting;
  const agreed = spanText(startsAt, endsAt, options.language, meeting.timeZone);
  const group = options.groupName?.(meeting.groupId);
  return {
    id: `${meeting.id}@verkostobotti`,
    sequence: meeting.sequence,
    stamp: new Date(meeting.updatedAt),
    created: new Date(meeting.createdAt),
    lastModified: new Date(meeting.updatedAt),
    start: new Date(startsAt),
    end: new Date(endsAt),
    organizer: { name: printable(options.name), email: mailbox },
    summary: printable(meeting.title),
    description: printable([agreed, meeting.agenda].filter(Boolean).join('\n\n')),
    location: printable(meeting.place) || null,
    status: meeting.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    categories: group ? [{ name: printable(group) }] : [],
  };
}
