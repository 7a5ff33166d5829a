/** Marks of full width, as keyboards for Chinese and Japanese write them. */
const wide: Readonly<Record<string, string>> = {
  '\uFF0E': '.',
  '\uFF0C': ',',
  '\uFF1A': ':',
  '\uFF0F': '/',
  '\uFF0D': '-',
  '\uFF0B': '+',
};

/** The first of the mathematical digits, of which five alphabets follow each other without a gap. */
const mathematical = 0x1d7ce;

/**
 * What was typed as a number, a day or a time, in the digits 0–9 and with plain blanks: digits of every alphabet are
 * read by their value, and what cannot be seen, such as marks of direction, is left out. Superscripts are no digits.
 */
export function inPlainDigits(typed: string): string {
  return typed
    .replace(/\p{Default_Ignorable_Code_Point}|[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/\s/g, ' ')
    .replace(/[\uFF0E\uFF0C\uFF1A\uFF0F\uFF0D\uFF0B]/g, (mark) => wide[mark] ?? mark)
    .replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)))
    .trim();
}

/** An alphabet's digits follow each other, so a digit's value is how many others stand before it. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  if (code >= mathematical && code < mathematical + 50) return (code - mathematical) % 10;
  let first = code;
  while (code - first < 9 && /\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return code - first;
}
