import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { dayOf, momentAt } from './local-time.ts';

/** Whether a local day, `2026-12-24`, is a public holiday. */
export type IsHoliday = (day: string) => Promise<boolean>;

/** Reminders go out from this hour on, and no longer from the other, in the network's local time. */
const [firstHour, lastHour] = [7, 20];

/** What is brought forward leaves an hour before the evening: messages to many take their time. */
const latestHour = lastHour - 1;

/** A reminder that is put off still leaves its reader an hour. */
const leastNoticeMs = 3_600_000;

/** The first moment from `moment` on at which people may be reminded: by day, and neither at a weekend nor on a holiday. */
export async function calmFrom(moment: Date, timeZone: string, isHoliday: IsHoliday): Promise<Date> {
  const local = new TZDate(moment.getTime(), timeZone);
  const isDaytime = local.getHours() >= firstHour && local.getHours() < lastHour;
  if (isDaytime && !(await isFree(dayOf(local, timeZone), isHoliday))) return moment;
  const next = local.getHours() < firstHour ? local : addDays(local, 1);
  const day = await workingDayFrom(dayOf(next, timeZone), isHoliday);
  return new Date(momentAt(day, timeOfHour(firstHour), timeZone) ?? next);
}

/**
 * When people are reminded who were to be at `wanted`, of what ends at `end`: then, or as soon after it as
 * is calm, or when that leaves no time, at the last calm time before the end. For a closing on Monday at 6.30, a
 * reminder wanted for Saturday leaves on Friday at 19.
 */
export async function calmBefore(wanted: Date, end: Date, timeZone: string, isHoliday: IsHoliday): Promise<Date> {
  const calm = await calmFrom(wanted, timeZone, isHoliday);
  const latest = new Date(end.getTime() - leastNoticeMs);
  if (calm <= latest || (calm < end && calm.getTime() === wanted.getTime())) return calm;
  return calmUpTo(latest, timeZone, isHoliday);
}

/** The last moment up to `moment` at which people may be reminded. */
async function calmUpTo(moment: Date, timeZone: string, isHoliday: IsHoliday): Promise<Date> {
  const at = (day: string, hour: number) => momentAt(day, timeOfHour(hour), timeZone) ?? day;
  for (let day = dayOf(moment, timeZone); ; day = dayBeside(day, -1)) {
    const begins = new Date(at(day, firstHour));
    if (begins <= moment && !(await isFree(day, isHoliday))) {
      return new Date(Math.min(moment.getTime(), Date.parse(at(day, latestHour))));
    }
  }
}

function timeOfHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** The first day from a local day on, that day included, that is neither of a weekend nor a holiday. */
export async function workingDayFrom(day: string, isHoliday: IsHoliday): Promise<string> {
  let from = day;
  while (await isFree(from, isHoliday)) from = dayBeside(from, 1);
  return from;
}

async function isFree(day: string, isHoliday: IsHoliday): Promise<boolean> {
  const weekday = new Date(day).getUTCDay();
  return weekday === 0 || weekday === 6 || (await isHoliday(day));
}

function dayBeside(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 24 * 3_600_000).toISOString().slice(0, 10);
}
