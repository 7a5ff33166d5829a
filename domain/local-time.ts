import { TZDate, tzOffset } from '@date-fns/tz';
import { format } from 'date-fns/format';

/**
 * The moment of a local day and time in an IANA zone. Undefined when that local time does not exist: in the hour
 * that is skipped when summer time begins. In the hour that comes twice, the earlier one.
 */
export function momentAt(day: string, time: string, timeZone: string): string | undefined {
  const asUtc = Date.parse(`${day}T${time}:00.000Z`);
  // Days that no month has roll over to the next.
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(day)) return undefined;
  // The offset of the day before comes first: in the hour that comes twice, it gives the earlier one.
  for (const hours of [-24, 24]) {
    const offset = tzOffset(timeZone, new Date(asUtc + hours * 3_600_000));
    const moment = new Date(asUtc - offset * 60_000);
    if (tzOffset(timeZone, moment) === offset) return moment.toISOString();
  }
  return undefined;
}

/** The local day, `2026-12-24`, of a moment in an IANA zone. */
export function dayOf(moment: Date, timeZone: string): string {
  return format(new TZDate(moment.getTime(), timeZone), 'yyyy-MM-dd');
}

/** The local time of day, `09:30`, of a moment in an IANA zone. */
export function timeOf(moment: string, timeZone: string): string {
  return format(new TZDate(moment, timeZone), 'HH:mm');
}
