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
      data: [header.map((text) => ({ value: printable(text), fontWeight: 'bold' as const })), ...rows.map(cellsOf)],
    })),
  );
  return withoutTimes(await made.toBuffer());
}

function cellsOf(row: readonly Cell[]) {
  return row.map((cell) => {
    if (cell === undefined || cell === '') return null;
    return typeof cell === 'string' ? { value: shortEnough(printable(cell)), type: String } : cell;
  });
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
