import { inPlainDigits } from './digits.ts';
import type { FieldFault } from './errors.ts';

/** What somebody typed, read as a day (`2026-12-24`) or a time of day (`09:30`), or asked for again. */
export type ReadTime = { readonly value: string } | { readonly fault: FieldFault };

/** The most characters of a day or a time as somebody writes it. */
const longestTime = 60;

/** The years that a day can be of. What is earlier or later is a slip, or another calendar's year. */
export const years = { first: 1800, last: 2100 } as const;

/**
 * A day as clients and people write it: `2027-01-15`, `15.1.2027`, `15/1/2027`, `2027/01/15`, `15. tammikuuta 2027`,
 * `January 15, 2027`, in the digits of any alphabet. `1/2/2027` is a day in January to some and in February to others:
 * `ambiguousDate`, and so is a year of two digits. `yearOutOfRange` for a year that nobody means.
 */
export function readDay(typed: string): ReadTime {
  if (typed.length > longestTime) return { fault: 'notADate' };
  const parts = partsOf(inPlainDigits(typed).toLocaleLowerCase('fi'));
  if (parts === undefined || 'fault' in parts) return parts ?? { fault: 'notADate' };
  const { year, month, day } = parts;
  if (!isDay(year, month, day)) return { fault: 'notADate' };
  if (year < years.first || year > years.last) return { fault: 'yearOutOfRange' };
  return { value: [String(year).padStart(4, '0'), padded(month), padded(day)].join('-') };
}

interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A day and nothing else, or midnight of it, as some clients add. */
const yearFirst = /^(\d{4,6})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?z?)?$/;
const yearLast = /^(\d{1,2})([./-])(\d{1,2})([./-])(\d+)$/;

function partsOf(text: string): DayParts | { readonly fault: FieldFault } | undefined {
  const [, year, month, day] = yearFirst.exec(text) ?? [];
  if (year !== undefined) return { year: Number(year), month: Number(month), day: Number(day) };
  const together = text.replace(/([./-]) /g, '$1');
  const [, first = '', mark, second = '', sameMark, lastYear = ''] = yearLast.exec(together) ?? [];
  if (mark === undefined || mark !== sameMark) return inWords(text);
  if (lastYear.length < 4) return { fault: 'ambiguousDate' };
  const [one, other] = [Number(first), Number(second)];
  // With points, the day comes first wherever people write so.
  const isMonthFirst = mark !== '.' && other > 12;
  if (mark !== '.' && one <= 12 && other <= 12 && one !== other) return { fault: 'ambiguousDate' };
  return { year: Number(lastYear), month: isMonthFirst ? one : other, day: isMonthFirst ? other : one };
}

/** Months by the first letters that tell them apart, in the three languages. */
const months: readonly (readonly string[])[] = [
  ['tam', 'jan'],
  ['hel', 'feb'],
  ['maa', 'mar'],
  ['huh', 'apr'],
  ['tou', 'maj', 'may'],
  ['kes', 'jun'],
  ['hei', 'jul'],
  ['elo', 'aug'],
  ['syy', 'sep'],
  ['lok', 'okt', 'oct'],
  ['mar', 'nov'],
  ['jou', 'dec'],
];

function inWords(text: string): DayParts | { readonly fault: FieldFault } | undefined {
  const words = text.split(/[ .,]/).filter((word) => word !== '');
  const named = words.filter((word) => /^\p{L}+$/u.test(word));
  const numbers = words.filter((word) => /^\d+(?:st|nd|rd|th)?$/.test(word)).map((word) => Number.parseInt(word, 10));
  // The name of the day of the week, if there is one, comes first.
  const month = named.length <= 3 ? monthOf(named.filter((word) => word !== 'of' && word !== 'den').at(-1)) : 0;
  const [day = 0, year = 0] = numbers;
  if (numbers.length !== 2 || month === 0 || named.length + numbers.length !== words.length) return undefined;
  return year < 100 ? { fault: 'ambiguousDate' } : { year, month, day };
}

function monthOf(word = ''): number {
  // `mar` begins both `mars` and `marraskuuta`.
  if (word.startsWith('marras')) return 11;
  return months.findIndex((beginnings) => beginnings.some((beginning) => word.startsWith(beginning))) + 1;
}

function isDay(year: number, month: number, day: number): boolean {
  const moment = new Date(Date.UTC(2000, month - 1, day));
  // Years up to 99 would be taken for those of the twentieth century.
  moment.setUTCFullYear(year, month - 1, day);
  return moment.getUTCFullYear() === year && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
}

function padded(number: number): string {
  return String(number).padStart(2, '0');
}

const clock = /^(\d{1,2})(?:[.:](\d{2})(?:[.:]00(?:\.0+)?)?)?$/;
const together = /^(\d{2})(\d{2})$/;
/** What people write before a time of day: `klo 9.30`, `kl. 9.30`, `at 9:30`; and what some clients do. */
const before = /^(?:klo|kello|kl|klockan|at|t)\.? ?(?=\d)/;
/** Before and after noon, in the three languages. */
const halves = /^([\d.:]+) ?(a\.?m|p\.?m|fm|em|ap|ip)\.?$/;

/**
 * A time of day as clients and people write it: `9:30`, `9.30`, `09:30:00`, `klo 9.30`, `9:30 AM`, `9.30 ip.`, `9`,
 * `0930`. A part of a minute, or a zone, is none.
 */
export function readTimeOfDay(typed: string): ReadTime {
  if (typed.length > longestTime) return { fault: 'notATime' };
  const text = inPlainDigits(typed).toLocaleLowerCase('fi').replace(before, '');
  const [, plain = text, half] = halves.exec(text) ?? [];
  const [, hours = '', minutes = '00'] = clock.exec(plain) ?? together.exec(plain) ?? [];
  const hour = hours === '' ? undefined : hourOf(Number(hours), half?.replaceAll('.', ''));
  if (hour === undefined || Number(minutes) > 59) return { fault: 'notATime' };
  return { value: `${padded(hour)}:${minutes}` };
}

/** An hour of the day; undefined for one that no clock shows. */
function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  const isAfternoon = half === 'pm' || half === 'em' || half === 'ip';
  return (hour % 12) + (isAfternoon ? 12 : 0);
}
