import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { isWeekend } from 'date-fns/isWeekend';
import { dayOf, momentAt } from '../local-time.ts';

/** Whether a local day, `2026-12-24`, is a public holiday. */
export type IsHoliday = (day: string) => boolean;

/** Reminders go out from this hour on, and no longer from the other, in the network's local time. */
const [firstHour, lastHour] = [7, 20];

/** The first moment from `moment` on at which people may be reminded: by day, and neither at a weekend nor on a holiday. */
export function calmFrom(moment: Date, timeZone: string, isHoliday: IsHoliday): Date {
  const local = new TZDate(moment.getTime(), timeZone);
  const isFree = (day: TZDate) => isWeekend(day) || isHoliday(dayOf(day, timeZone));
  if (!isFree(local) && local.getHours() >= firstHour && local.getHours() < lastHour) return moment;
  let day = local.getHours() < firstHour ? local : addDays(local, 1);
  while (isFree(day)) day = addDays(day, 1);
  const hour = `${String(firstHour).padStart(2, '0')}:00`;
  return new Date(momentAt(dayOf(day, timeZone), hour, timeZone) ?? day);
}
