import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { dayOf, momentAt } from '../local-time.ts';

/** Whether a local day, `2026-12-24`, is a public holiday. */
export type IsHoliday = (day: string) => Promise<boolean>;

/** Reminders go out from this hour on, and no longer from the other, in the network's local time. */
const [firstHour, lastHour] = [7, 20];

/** The first moment from `moment` on at which people may be reminded: by day, and neither at a weekend nor on a holiday. */
export async function calmFrom(moment: Date, timeZone: string, isHoliday: IsHoliday): Promise<Date> {
  const local = new TZDate(moment.getTime(), timeZone);
  const isDaytime = local.getHours() >= firstHour && local.getHours() < lastHour;
  if (isDaytime && !(await isFree(dayOf(local, timeZone), isHoliday))) return moment;
  const next = local.getHours() < firstHour ? local : addDays(local, 1);
  const day = await workingDayFrom(dayOf(next, timeZone), isHoliday);
  const hour = `${String(firstHour).padStart(2, '0')}:00`;
  return new Date(momentAt(day, hour, timeZone) ?? next);
}

/** The first day from a local day on, that day included, that is neither of a weekend nor a holiday. */
export async function workingDayFrom(day: string, isHoliday: IsHoliday): Promise<string> {
  let from = day;
  while (await isFree(from, isHoliday)) from = dayAfter(from);
  return from;
}

async function isFree(day: string, isHoliday: IsHoliday): Promise<boolean> {
  const weekday = new Date(day).getUTCDay();
  return weekday === 0 || weekday === 6 || (await isHoliday(day));
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 24 * 3_600_000).toISOString().slice(0, 10);
}
