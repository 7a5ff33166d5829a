import { inPlainDigits } from './digits.ts';
import type { FieldFault } from './errors.ts';

/** The most characters of a number as somebody writes it. */
const longestNumber = 100;

/** What somebody typed, read as a number or asked for again. */
export type ReadNumber = { readonly number: number } | { readonly fault: FieldFault };

/**
 * A number as people write it: with a decimal comma or point, either minus, any blank, point, comma or apostrophe
 * between thousands, in the digits of any alphabet, or with an exponent. What can be read in two ways, such as `1,000`
 * and `1.000`, is `ambiguousNumber`, and what cannot be kept exactly is `notExact`.
 */
export function readNumber(typed: string): ReadNumber {
  if (typed.length > longestNumber) return { fault: 'notANumber' };
  const text = inPlainDigits(typed)
    .replace(/^[\u2212\u2010-\u2015\uFE63] ?/, '-')
    .replace(/[’＇]/g, "'")
    .replace(/٫/g, '.')
    .replace(/٬/g, ' ');
  const [, sign = '', amount = '', exponent = ''] = /^([-+]?)([^eE]*)(?:[eE]([-+]?\d+))?$/.exec(text) ?? [];
  if (isTwoFold(amount)) return { fault: 'ambiguousNumber' };
  const plain = withoutGroups(amount);
  if (plain === undefined) return { fault: 'notANumber' };
  const number = Number(`${sign}${plain}${exponent === '' ? '' : `e${exponent}`}`);
  if (!Number.isFinite(number)) return { fault: 'notANumber' };
  // Added to zero, minus zero is zero.
  return isExact(plain, Number(exponent), number) ? { number: number + 0 } : { fault: 'notExact' };
}

/** A number as `readNumber` reads it again, whichever decimals it has. */
export function writtenNumber(number: number): string {
  const text = String(number);
  return isTwoFold(text.replace(/^-/, '')) ? `${text}0` : text;
}

/** Whether one point or comma may stand before decimals as well as between thousands. */
function isTwoFold(amount: string): boolean {
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(amount);
}

const grouped = [
  /^\d{1,3}(?: \d{3})+(?:[.,]\d*)?$/,
  /^\d{1,3}(?:'\d{3})+(?:[.,]\d*)?$/,
  /^\d{1,3}(?:\.\d{3})+(?:,\d*)?$/,
  /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/,
];

/** The digits with a decimal point at most; undefined when it is no number. */
function withoutGroups(amount: string): string | undefined {
  if (/^(?:\d+(?:[.,]\d*)?|[.,]\d+)$/.test(amount)) return amount.replace(',', '.');
  if (!grouped.some((pattern) => pattern.test(amount))) return undefined;
  const between = /\D/.exec(amount)?.[0] ?? '';
  const [whole = '', ...decimals] = amount.replaceAll(between, '').split(/[.,]/);
  return [whole, ...decimals].join('.');
}

/** Whether a number says what was typed, to its last digit. */
function isExact(plain: string, exponent: number, number: number): boolean {
  const [kept = '', power = '0'] = String(Math.abs(number)).split('e');
  return decimalOf(plain, exponent) === decimalOf(kept, Number(power));
}

/** A number by its digits without zeros at either end, and where its point stands: equal for equal numbers. */
function decimalOf(plain: string, exponent: number): string {
  const [whole = '', decimals = ''] = plain.split('.');
  const digits = `${whole}${decimals}`;
  const first = digits.search(/[1-9]/);
  if (first < 0) return '0';
  let last = digits.length;
  while (digits[last - 1] === '0') last -= 1;
  return `${digits.slice(first, last)} ${whole.length - first + exponent}`;
}
