import { type LocalizedText, languages } from '../../domain/text.ts';
import type { Cell } from './csv.ts';
import type { TableName } from './data-files.ts';

/** A column of an open-data table, as Frictionless Table Schema describes it. */
export interface Field {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime';
  /** The only values it takes. */
  readonly values?: readonly string[];
  /** What it holds, where its name does not say so: a key under `package:field`. */
  readonly about?: string;
  /** The codes that stand in it and where their words are, such as `terms:anonymity`. */
  readonly codes?: { readonly known: readonly string[]; readonly words: string };
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
  /** What the table points to beyond single ids: columns of its own, and those of the other table. */
  readonly pointers?: readonly Pointer[];
}

/** Columns that together name a row of another table. */
export interface Pointer {
  readonly fields: readonly string[];
  readonly table: TableName;
  readonly to: readonly string[];
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

/** A column of codes, of which there are no others than the known ones. */
export function coded<T>(
  name: string,
  of: (item: T) => string | undefined,
  codes: NonNullable<Field['codes']>,
  about?: string,
): Column<T> {
  return text(name, of, { values: codes.known, codes, ...(about && { about }) });
}

/** A column of whole numbers. */
export function whole<T>(name: string, of: (item: T) => number | undefined, options: Partial<Field> = {}): Column<T> {
  return { fields: [{ ...options, name, type: 'integer' }], cells: (item) => [of(item)] };
}

/** A column of numbers. */
export function decimal<T>(name: string, of: (item: T) => number | undefined, options: Partial<Field> = {}): Column<T> {
  return { fields: [{ ...options, name, type: 'number' }], cells: (item) => [of(item)] };
}

/** A column of yes and no. */
export function flag<T>(name: string, of: (item: T) => boolean, options: Partial<Field> = {}): Column<T> {
  return { fields: [{ ...options, name, type: 'boolean' }], cells: (item) => [of(item)] };
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
export function localized<T>(
  name: string,
  of: (item: T) => LocalizedText | undefined,
  options: Partial<Field> = {},
): Column<T> {
  return {
    fields: languages.map((language) => ({ ...options, name: `${name}_${language}`, type: 'string' })),
    cells: (item) => languages.map((language) => of(item)?.[language]),
  };
}

/** Several codes or names in one cell, divided by semicolons. */
export function several<T>(name: string, of: (item: T) => readonly string[], options: Partial<Field> = {}): Column<T> {
  return text(name, (item) => of(item).join(';'), options);
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
  pointers: readonly Pointer[] = [],
): Table {
  const all = [text<T>('network', () => network, { required: true, about: 'network' }), ...columns];
  return {
    name,
    fields: all.flatMap((column) => column.fields),
    rows: items.map((item) => all.flatMap((column) => column.cells(item))),
    ...(primaryKey ? { primaryKey: ['network', ...primaryKey] } : {}),
    ...(pointers.length > 0 ? { pointers } : {}),
  };
}
