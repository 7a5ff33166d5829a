import { buffer } from 'node:stream/consumers';
import writeExcelFile from 'write-excel-file/node';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { printable } from '../characters.ts';
import type { Cell } from '../package/csv.ts';

/** A sheet with a row of headings. */
export interface WorkbookSheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * A workbook for Excel (Office Open XML). Texts are cells of texts, so that none is taken for a formula. Equal sheets
 * give equal bytes.
 */
export async function workbook(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  const made = writeExcelFile(
    sheets.map(({ title, header, rows }) => ({
      sheet: title,
      stickyRowsCount: 1,
      columns: header.map((heading, at) => ({ width: widthOf([heading, ...rows.map((row) => row[at])]) })),
      data: [header.map(headingCell), ...rows.map(cellsOf)],
    })),
  );
  return withoutTimes(await made.toBuffer());
}

const [narrowest, widest] = [8, 60];

/** How wide a column is, in characters: as its longest line, so far as a screen still holds others beside it. */
function widthOf(cells: readonly Cell[]): number {
  const lines = cells.flatMap((cell) => String(cell ?? '').split('\n'));
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  return Math.min(Math.max(longest + 2, narrowest), widest);
}

function headingCell(text: string) {
  return { ...textCell(text), fontWeight: 'bold' as const };
}

function cellsOf(row: readonly Cell[]) {
  return row.map((cell) => {
    if (cell === undefined || cell === '') return null;
    return typeof cell === 'string' ? textCell(cell) : cell;
  });
}

/** Longer texts run over several lines, for what does not fit is not seen. */
function textCell(text: string) {
  const isLong = text.length > widest || text.includes('\n');
  return { value: escaped(shortEnough(printable(text))), type: String, ...(isLong && { wrap: true }) };
}

/**
 * What Excel would take for a character by its number, `_x000D_`, gets its first sign written so (ECMA-376, 22.9.2.19);
 * and so does a word that every object has, which the library would lose.
 */
function escaped(text: string): string {
  const plain = text.replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_');
  if (!(plain in Object.prototype)) return plain;
  return `_x${plain.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_${plain.slice(1)}`;
}

/** The most characters that Excel takes in a cell. */
const longestCell = 32_767;

function shortEnough(text: string): string {
  return text.length > longestCell ? text.slice(0, longestCell - 1).toWellFormed() : text;
}

/** The same archive with one fixed moment on each of its files: the library writes the moment of writing. */
async function withoutTimes(bytes: Buffer): Promise<Buffer> {
  const [found, zip] = [await fromBufferPromise(bytes, { autoClose: false }), new ZipFile()];
  // A zip holds local time: the first moment that it can hold is the same reading on every machine.
  const options = { mtime: new Date(1980, 0, 1, 12), forceDosTimestamp: true, mode: 0o100644 };
  for await (const entry of found.eachEntry()) {
    zip.addBuffer(await buffer(await found.openReadStreamPromise(entry)), entry.fileName, options);
  }
  zip.end();
  return buffer(zip.outputStream);
}
