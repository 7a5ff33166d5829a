import type { IsHoliday } from '../domain/calm.ts';

/** Midsummer Eve, Christmas Eve and New Year's Eve are its bank holidays: hardly anybody is at work. */
const free: ReadonlySet<string> = new Set(['public', 'bank']);

/** Tells whether a local day is a public holiday in Finland, or an eve that people have off like one. */
export function finnishHolidays(): IsHoliday {
  const kept = new Map<number, Promise<ReadonlySet<string>>>();
  return async (day) => {
    const year = Number(day.slice(0, 4));
    const days = kept.get(year) ?? daysOf(year);
    kept.set(year, days);
    return (await days).has(day);
  };
}

/** The package knows every country, so it is loaded only when somebody is to be reminded, not when the bot starts. */
async function daysOf(year: number): Promise<ReadonlySet<string>> {
  const { default: Holidays } = await import('date-holidays');
  const found = new Holidays('FI').getHolidays(year, 'fi').filter(({ type }) => free.has(type));
  return new Set(found.map(({ date }) => date.slice(0, 10)));
}
