import { printable } from '../characters.ts';

/** One cell; a missing value is an empty cell. */
export type Cell = string | number | boolean | undefined;

/**
 * Who a table is for: `open`, any program, as RFC 4180 says; `excel`, a spreadsheet in Finnish or Swedish, which takes
 * semicolons for the ends of cells, and commas for the points of numbers.
 */
export type CsvKind = 'open' | 'excel';

const marks: Readonly<Record<CsvKind, { readonly between: string; readonly point: string }>> = {
  open: { between: ',', point: '.' },
  excel: { between: ';', point: ',' },
};

/**
 * A table as CSV with a byte order mark, which spreadsheets need to see that it is UTF-8. A text that a spreadsheet
 * would take for a formula gets an apostrophe in front; so does what begins within a text like one, since a Finnish
 * spreadsheet takes semicolons, and no commas, for the ends of cells, and then line breaks for the ends of rows. Where an
 * apostrophe stands there already, one more is put: whoever takes one away has the text as it was.
 */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[], kind: CsvKind = 'open'): string {
  const { between } = marks[kind];
  const line = (row: readonly Cell[]) => `${row.map((cell) => cellText(cell, kind)).join(between)}\r\n`;
  return `\uFEFF${[header, ...rows].map(line).join('')}`;
}

const formula = /^'*(?:\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/;
const negative = /^-\d+(?:\.\d+)?$/;
/** Where another cell would begin, before what would be a formula there; a hyphen and a blank make a list. */
const within = /([;\t\n](?:[^\S\t\n]|")*)(?='*(?:[=+@\uFF1D\uFF0B\uFF0D\uFF20]|-(?! )))/g;

function cellText(cell: Cell, kind: CsvKind): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell).replace('.', marks[kind].point);
  if (typeof cell !== 'string') return String(cell);
  const text = printable(cell);
  const parted = text.replace(within, "$1'");
  const safe = formula.test(text) && !negative.test(text) ? `'${parted}` : parted;
  return needsQuotes(safe, kind) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function needsQuotes(text: string, kind: CsvKind): boolean {
  return text.includes(marks[kind].between) || /["\r\n]|^\s|\s$/.test(text);
}
