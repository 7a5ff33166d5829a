import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { isWeekend } from 'date-fns/isWeekend';
import { dayOf, momentAt } from '../local-time.ts';

/** Whether a local day, `2026-12-24`, is a public holiday. */
export type IsHoliday = (day: string) => Promise<boolean>;

/** Reminders go out from this hour on, and no longer from the other, in the network's local time. */
const [firstHour, lastHour] = [7, 20];

/** The first moment from `moment` on at which people may be reminded: by day, and neither at a weekend nor on a holiday. */
export async function calmFrom(moment: Date, timeZone: string, isHoliday: IsHoliday): Promise<Date> {
  const local = new TZDate(moment.getTime(), timeZone);
  const isFree = async (day: TZDate) => isWeekend(day) || (await isHoliday(dayOf(day, timeZone)));
  const isDaytime = local.getHours() >= firstHour && local.getHours() < lastHour;
  if (isDaytime && !(await isFree(local))) return moment;
  let day = local.getHours() < firstHour ? local : addDays(local, 1);
  while (await isFree(day)) day = addDays(day, 1);
  const hour = `${String(firstHour).padStart(2, '0')}:00`;
  return new Date(momentAt(dayOf(day, timeZone), hour, timeZone) ?? day);
}
