import type { Cell } from '../package/csv.ts';

/** A table to be written as CSV or as a sheet. */
export interface ResultTable {
  readonly name: 'results' | 'texts' | 'answers' | 'codes';
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
