import type { IsHoliday } from '../domain/calm.ts';
import days from './holidays.json' with { type: 'json' };

const holidays: ReadonlySet<string> = new Set(
  Object.entries(days).flatMap(([year, ofYear]) => ofYear.map((day) => `${year}-${day}`)),
);

/**
 * Tells whether a local day is a public holiday in Finland, or an eve that people have off like one, up to 2099. The
 * days are those of the package `date-holidays`, which knows every country and is too large to be installed for one
 * (`test/content/holidays.spec.ts` makes the file).
 */
export function finnishHolidays(): IsHoliday {
  return async (day) => holidays.has(day);
}
