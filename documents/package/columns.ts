import { type LocalizedText, languages } from '../../domain/text.ts';
import type { Cell } from './csv.ts';
import type { TableName } from './data-files.ts';

/** A column of an open-data table, as Frictionless Table Schema describes it. */
export interface Field {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime';
  /** The only values it takes. */
  readonly values?: readonly string[];
  readonly required?: boolean;
  /** The table whose `id` it holds. */
  readonly refersTo?: TableName;
}

/** A table of open data. */
export interface Table {
  readonly name: TableName;
  readonly fields: readonly Field[];
  readonly rows: readonly (readonly Cell[])[];
  readonly primaryKey?: readonly string[];
}

/** One column of a table of `T`s, or the columns of one text in three languages. */
export interface Column<T> {
  readonly fields: readonly Field[];
  cells(item: T): Cell[];
}

/** A column of texts. */
export function text<T>(name: string, of: (item: T) => string | undefined, options: Partial<Field> = {}): Column<T> {
  return { fields: [{ ...options, name, type: 'string' }], cells: (item) => [of(item)] };
}

/** A column of whole numbers. */
export function whole<T>(name: string, of: (item: T) => number | undefined): Column<T> {
  return { fields: [{ name, type: 'integer' }], cells: (item) => [of(item)] };
}

/** A column of numbers. */
export function decimal<T>(name: string, of: (item: T) => number | undefined): Column<T> {
  return { fields: [{ name, type: 'number' }], cells: (item) => [of(item)] };
}

/** A column of yes and no. */
export function flag<T>(name: string, of: (item: T) => boolean): Column<T> {
  return { fields: [{ name, type: 'boolean' }], cells: (item) => [of(item)] };
}

/** A column of moments in UTC, to the second. */
export function moment<T>(name: string, of: (item: T) => string | undefined): Column<T> {
  return { fields: [{ name, type: 'datetime' }], cells: (item) => [of(item)?.replace(/\.\d+Z$/, 'Z')] };
}

/** A column of days. */
export function day<T>(name: string, of: (item: T) => string | undefined): Column<T> {
  return { fields: [{ name, type: 'date' }], cells: (item) => [of(item)] };
}

/** A text in three languages side by side: a column for each. */
export function localized<T>(name: string, of: (item: T) => LocalizedText | undefined): Column<T> {
  return {
    fields: languages.map((language) => ({ name: `${name}_${language}`, type: 'string' })),
    cells: (item) => languages.map((language) => of(item)?.[language]),
  };
}

/** Several codes or names in one cell, divided by semicolons. */
export function several<T>(name: string, of: (item: T) => readonly string[]): Column<T> {
  return text(name, (item) => of(item).join(';'));
}

/**
 * Puts columns together to a table whose first column is the network, so that the tables of several packages can be
 * put one after another.
 */
export function tableOf<T>(
  network: string,
  name: TableName,
  items: readonly T[],
  columns: readonly Column<T>[],
  primaryKey?: readonly string[],
): Table {
  const all = [text<T>('network', () => network, { required: true }), ...columns];
  return {
    name,
    fields: all.flatMap((column) => column.fields),
    rows: items.map((item) => all.flatMap((column) => column.cells(item))),
    ...(primaryKey ? { primaryKey: ['network', ...primaryKey] } : {}),
  };
}
