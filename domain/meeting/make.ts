import { TZDate } from '@date-fns/tz';
import { subDays } from 'date-fns/subDays';
import { calmBefore, type IsHoliday } from '../calm.ts';
import { AppError } from '../errors.ts';
import { assertRoomFor } from '../limits.ts';
import { momentAt } from '../local-time.ts';
import { groups, networks } from '../network/network.ts';
import { onceMore } from '../once-more.ts';
import { plan, send } from '../outbox.ts';
import { type Actor, authorise } from '../rights.ts';
import { put, type Write } from '../store.ts';
import { assertWithinReach, faulty, momentTyped } from '../typed-moment.ts';
import { type Deps, load } from '../use-case.ts';
import { type Meeting, meetings } from './meeting.ts';

/** A meeting as a form gives it. What was left open is empty. */
export interface MeetingPlan {
  /** Made when the form was: the same press twice makes one meeting. */
  readonly meetingId: string;
  readonly groupId: string;
  readonly title: string;
  /** A day and two times of it, local in the network's zone: `2026-12-24`, `09:30`. */
  readonly day: string;
  readonly start: string;
  readonly end: string;
  readonly place: string;
  readonly agenda: string;
}

/**
 * Schedules a meeting and invites its group's channel. Leads of the group and coordinators. Throws `INPUT_INVALID`
 * for missing inputs and `MEETING_TIME_INVALID` for a time that is past, too far ahead, ends before it starts or does not exist,
 * both naming the inputs; and `DUPLICATE` when the same form has made another meeting.
 */
export async function scheduleMeeting(deps: Deps, actor: Actor, request: MeetingPlan): Promise<Meeting> {
  requireInputs(request, ['groupId', 'title', 'day', 'start', 'end']);
  const group = await load(deps.store, groups, request.groupId);
  const { timeZone } = await load(deps.store, networks, group.networkId);
  const { memberId } = authorise(actor, 'meeting.schedule', { networkId: group.networkId, groupId: group.id });
  const meeting = await onceMore(async () => {
    const earlier = await deps.store.get(meetings, request.meetingId);
    if (earlier) return earlier;
    const now = deps.now();
    const ahead = { createdBy: memberId, startsAt: { from: now.toISOString() } };
    assertRoomFor('meetingsOfCaller', await deps.store.count(meetings, ahead));
    const fresh = newMeeting(request, group.networkId, timeZone, memberId, now);
    await deps.store.commit([put(meetings, fresh), ...(await schedulingWrites(deps, fresh))]);
    return fresh;
  });
  if (!isAsPlanned(meeting, request)) throw new AppError('DUPLICATE', `the form has made meeting ${meeting.id}`);
  return meeting;
}

type Input = Exclude<keyof MeetingPlan, 'meetingId'>;

function requireInputs(request: MeetingPlan, needed: readonly Input[]): void {
  const missing = needed.filter((input) => request[input].trim() === '');
  if (missing.length === 0) return;
  throw faulty('INPUT_INVALID', Object.fromEntries(missing.map((input) => [input, 'required' as const])));
}

function newMeeting(request: MeetingPlan, networkId: string, timeZone: string, createdBy: string, now: Date): Meeting {
  const createdAt = now.toISOString();
  return {
    id: request.meetingId,
    version: 0,
    networkId,
    groupId: request.groupId,
    title: request.title,
    ...spanOf(request, timeZone, createdAt),
    timeZone,
    place: request.place,
    agenda: request.agenda,
    state: 'scheduled',
    sequence: 0,
    createdBy,
    createdAt,
    updatedAt: createdAt,
  };
}

function spanOf(request: MeetingPlan, timeZone: string, now: string): Pick<Meeting, 'startsAt' | 'endsAt'> {
  const code = 'MEETING_TIME_INVALID';
  const startsAt = momentTyped({ day: request.day, time: request.start }, timeZone, {
    day: 'day',
    time: 'start',
    code,
  });
  const endsAt = momentTyped({ day: request.day, time: request.end }, timeZone, { day: 'day', time: 'end', code });
  if (endsAt <= startsAt) throw faulty(code, { end: 'notAfterStart' });
  if (startsAt <= now) throw faulty(code, { start: 'inPast' });
  assertWithinReach(startsAt, new Date(now), 'day', code);
  return { startsAt, endsAt };
}

/** False when a form that everybody in a channel sees was filled in again after it had made its meeting. */
function isAsPlanned(meeting: Meeting, request: MeetingPlan): boolean {
  const texts = ['groupId', 'title', 'place', 'agenda'] as const;
  return (
    texts.every((field) => meeting[field] === request[field]) &&
    momentAt(request.day, request.start, meeting.timeZone) === meeting.startsAt &&
    momentAt(request.day, request.end, meeting.timeZone) === meeting.endsAt
  );
}

/** When a group is to be reminded of a meeting: the same local time on the day before, also over a change of the clocks. */
export function reminderTime(meeting: Pick<Meeting, 'startsAt' | 'timeZone'>): Date {
  return new Date(subDays(new TZDate(meeting.startsAt, meeting.timeZone), 1).getTime());
}

/** When a group is reminded of a meeting: then, or as near to it as is calm. */
export function calmReminderTime(meeting: Pick<Meeting, 'startsAt' | 'timeZone'>, isHoliday: IsHoliday): Promise<Date> {
  return calmBefore(reminderTime(meeting), new Date(meeting.startsAt), meeting.timeZone, isHoliday);
}

async function schedulingWrites(deps: Deps, meeting: Meeting): Promise<Write[]> {
  const { networkId, id: subjectId, groupId } = meeting;
  const wanted = reminderTime(meeting);
  const dueAt = await calmReminderTime(meeting, deps.isHoliday);
  const invitation = send(deps, { networkId, kind: 'meeting.invitation', subjectId, to: { type: 'channel', groupId } });
  if (wanted <= deps.now() || dueAt <= deps.now()) return [invitation];
  return [invitation, plan({ networkId, kind: 'meeting.remind', subjectId, dueAt: dueAt.toISOString() })];
}
