import type { ExportedResults } from '../../domain/survey/results/exported-results.ts';
import type { CsvKind } from '../package/csv.ts';

/**
 * What results can be taken along as: all of it as a workbook, what was counted and written, the answers of a named
 * survey one in a row, what the codes of these mean, and all for programs.
 */
export const resultFormats = ['xlsx', 'csvExcel', 'csv', 'answersExcel', 'answers', 'codes', 'json'] as const;
export type ResultFormat = (typeof resultFormats)[number];

/** What a file of results is called, and what is in it. */
interface FileKind {
  readonly type: string;
  readonly ending: string;
  /** A key under `tab:fileName`. */
  readonly name: 'results' | 'answers' | 'codes';
  /** Of a table. */
  readonly csv?: CsvKind;
}

const csv = { type: 'text/csv; charset=utf-8', ending: 'csv' } as const;

/** The media type of a workbook for Excel. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What the file is in each format. */
export const fileKinds: Readonly<Record<ResultFormat, FileKind>> = {
  xlsx: { type: workbookType, ending: 'xlsx', name: 'results' },
  csvExcel: { ...csv, name: 'results', csv: 'excel' },
  csv: { ...csv, name: 'results', csv: 'open' },
  answersExcel: { ...csv, name: 'answers', csv: 'excel' },
  answers: { ...csv, name: 'answers', csv: 'open' },
  codes: { ...csv, name: 'codes', csv: 'open' },
  json: { type: 'application/json; charset=utf-8', ending: 'json', name: 'results' },
};

/** Whether there is anything to be had in a format. */
export function hasFormat({ rows, results }: ExportedResults, format: ResultFormat): boolean {
  return !results.suppressed && (fileKinds[format].name !== 'answers' || rows !== undefined);
}
