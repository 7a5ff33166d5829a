import { printable } from '../characters.ts';

/** One cell; a missing value is an empty cell. */
export type Cell = string | number | boolean | undefined;

/**
 * A table as CSV (RFC 4180) with a byte order mark, which spreadsheets need to see that it is UTF-8. A text that a
 * spreadsheet would take for a formula gets an apostrophe in front; so does what begins within a text like one, since
 * a Finnish spreadsheet takes semicolons, and no commas, for the ends of cells, and then line breaks for the ends of rows.
 */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[header, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`;
}

const formula = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;
const negative = /^-\d+(?:\.\d+)?$/;
/** Where another cell would begin, before what would be a formula there; a hyphen and a blank make a list. */
const within = /([;\t\n](?:[^\S\t\n]|")*)(?=[=+@\uFF1D\uFF0B\uFF0D\uFF20]|-(?! ))/g;

function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = printable(cell);
  const parted = text.replace(within, "$1'");
  const safe = formula.test(text) && !negative.test(text) ? `'${parted}` : parted;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
