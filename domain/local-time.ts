import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';

/**
 * The moment of a local day and time in an IANA zone. Undefined when that local time does not exist: in the hour
 * that is skipped when summer time begins. In the hour that comes twice, the earlier one.
 */
export function momentAt(day: string, time: string, timeZone: string): string | undefined {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const local = new TZDate(year, month - 1, date, hours, minutes, timeZone);
  const exists = local.getHours() === hours && local.getMinutes() === minutes && local.getDate() === date;
  return exists ? new Date(local.getTime()).toISOString() : undefined;
}

/** The local day, `2026-12-24`, of a moment in an IANA zone. */
export function dayOf(moment: Date, timeZone: string): string {
  return format(new TZDate(moment.getTime(), timeZone), 'yyyy-MM-dd');
}

/** The local time of day, `09:30`, of a moment in an IANA zone. */
export function timeOf(moment: string, timeZone: string): string {
  return format(new TZDate(moment, timeZone), 'HH:mm');
}
