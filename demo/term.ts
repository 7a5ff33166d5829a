import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { format } from 'date-fns/format';
import { getISODay } from 'date-fns/getISODay';
import { lastDayOfMonth } from 'date-fns/lastDayOfMonth';
import { dayOf, momentAt } from '../domain/local-time.ts';
import { type Named, put, type StoredRecord, type Write } from '../domain/store.ts';

/** The zone the demo network lives in. */
export const timeZone = 'Europe/Helsinki';

/** The days around today, from which everything in the demo network gets its time. */
export interface Term {
  /** A local time so many days from today, as a moment. */
  at(days: number, time: string): string;
  /** The same on the first Tuesday or Thursday that is not earlier. */
  atMeeting(days: number, time: string): string;
  /** The last day of the month in two months: near enough to plan the end, far enough to try everything. */
  readonly endsOn: string;
}

/** The term of the day that `now` falls on: the same all day long. */
export function termAround(now: Date): Term {
  const today = dayOf(now, timeZone);
  // Noon, so that no change of the clocks moves the day.
  const noon = new Date(`${today}T12:00:00`);
  const at = (date: Date, time: string) => {
    const moment = momentAt(format(date, 'yyyy-MM-dd'), time, timeZone);
    if (!moment) throw new RangeError(`${time} does not exist on ${format(date, 'yyyy-MM-dd')}`);
    return moment;
  };
  return {
    at: (days, time) => at(addDays(noon, days), time),
    atMeeting: (days, time) => at(meetingDay(addDays(noon, days)), time),
    endsOn: format(lastDayOfMonth(addMonths(noon, 2)), 'yyyy-MM-dd'),
  };
}

function meetingDay(from: Date): Date {
  return [2, 4].includes(getISODay(from)) ? from : meetingDay(addDays(from, 1));
}

/** Puts a record that its schema accepts, so that the demo holds nothing the bot would not have written. */
export function record<T extends StoredRecord>(into: Named<T>, value: T): Write {
  return put(into, into.schema.parse(value));
}
