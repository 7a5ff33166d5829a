import type { ExportedResults } from '../../domain/summary/exported-results.ts';

/** What results can be taken along as; `answers` are those of a named survey, one in a row. */
export const resultFormats = ['csv', 'xlsx', 'json', 'answers'] as const;
export type ResultFormat = (typeof resultFormats)[number];

const csv = { type: 'text/csv; charset=utf-8', ending: 'csv' } as const;

/** The media type and the ending of a file in each format. */
export const fileKinds: Readonly<Record<ResultFormat, { readonly type: string; readonly ending: string }>> = {
  csv,
  answers: csv,
  json: { type: 'application/json; charset=utf-8', ending: 'json' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx' },
};

/** Whether there is anything to be had in a format. */
export function hasFormat({ rows, results }: ExportedResults, format: ResultFormat): boolean {
  return !results.suppressed && (format !== 'answers' || rows !== undefined);
}
