import type { ExportedResults } from '../../domain/summary/exported-results.ts';

/** What results can be taken along as; `answers` are those of a named survey, one in a row. */
export const resultFormats = ['csv', 'xlsx', 'json', 'answers'] as const;
export type ResultFormat = (typeof resultFormats)[number];

/** Whether there is anything to be had in a format. */
export function hasFormat({ rows, results }: ExportedResults, format: ResultFormat): boolean {
  return !results.suppressed && (format !== 'answers' || rows !== undefined);
}
