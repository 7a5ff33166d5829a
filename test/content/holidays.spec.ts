import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import Holidays from 'date-holidays';
import { finnishHolidays } from '../../content/holidays.ts';

const file = join(import.meta.dirname, '..', '..', 'content', 'holidays.json');

/** Midsummer Eve, Christmas Eve and New Year's Eve are its bank holidays: hardly anybody is at work. */
const free: ReadonlySet<string> = new Set(['public', 'bank']);

/** Month and day of each free day, by year. */
function daysOf(first: number, last: number): Record<string, string[]> {
  const finland = new Holidays('FI');
  const years = Array.from({ length: last - first + 1 }, (_none, place) => first + place);
  return Object.fromEntries(
    years.map((year) => {
      const days = finland.getHolidays(year, 'fi').filter(({ type }) => free.has(type));
      return [year, [...new Set(days.map(({ date }) => date.slice(5, 10)))].sort()];
    }),
  );
}

describe('Finnish public holidays', () => {
  it('are those that date-holidays knows (UPDATE_GOLDEN=1 writes them anew)', () => {
    const days = daysOf(2020, 2099);
    if (process.env['UPDATE_GOLDEN'] === '1') {
      const years = Object.entries(days).map(
        ([year, ofYear]) => `  "${year}": ${JSON.stringify(ofYear).replaceAll(',', ', ')}`,
      );
      writeFileSync(file, `{\n${years.join(',\n')}\n}\n`);
    }
    expect(JSON.parse(readFileSync(file, 'utf8'))).to.deep.equal(days);
  });

  it('know feasts that move, and eves that people have off', async () => {
    const isHoliday = finnishHolidays();
    const [goodFriday, midsummerEve, allSaints, workday] = ['2027-03-26', '2027-06-25', '2027-11-06', '2027-03-24'];
    const told = await Promise.all([goodFriday, midsummerEve, allSaints, workday].map((day) => isHoliday(day)));
    expect(told).to.deep.equal([true, true, true, false]);
  });
});
