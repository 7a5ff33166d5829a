import Holidays from 'date-holidays';

/** Tells whether a local day, `2026-12-24`, is a public holiday in Finland, or the eve that people have off like one. */
export function finnishHolidays(): (day: string) => boolean {
  const calendar = new Holidays('FI');
  const kept = new Map<number, ReadonlySet<string>>();
  return (day) => {
    const year = Number(day.slice(0, 4));
    const days = kept.get(year) ?? daysOf(calendar, year);
    kept.set(year, days);
    return days.has(day);
  };
}

/** Midsummer Eve, Christmas Eve and New Year's Eve are its bank holidays: hardly anybody is at work. */
const free: ReadonlySet<string> = new Set(['public', 'bank']);

function daysOf(calendar: Holidays, year: number): ReadonlySet<string> {
  const found = calendar.getHolidays(year, 'fi').filter(({ type }) => free.has(type));
  return new Set(found.map(({ date }) => date.slice(0, 10)));
}
