import { z } from 'zod';
import { type AnyCollection, collections } from '../../domain/collections.ts';
import { AppError } from '../../domain/errors.ts';
import type { StoredRecord } from '../../domain/store.ts';

/** What a column holds: `texts` is a list of texts, `json` whatever has parts, kept as the text it was written as. */
export type ColumnKind = 'text' | 'texts' | 'integer' | 'boolean' | 'moment' | 'day' | 'json';

/** The column of a record's field. */
export interface Column {
  readonly field: string;
  readonly name: string;
  readonly kind: ColumnKind;
  /** True when the field may be absent, which NULL stands for. */
  readonly optional: boolean;
}

/** The table of a collection, columns in the order of the shape's fields. */
export interface Table {
  readonly collection: AnyCollection;
  readonly name: string;
  readonly columns: readonly Column[];
}

/** The table of a collection. Throws `INTERNAL` when there is none. */
export function tableOf(collection: { readonly name: string }): Table {
  const table = byCollection.get(collection.name);
  if (!table) throw new AppError('INTERNAL', `no collection "${collection.name}"`);
  return table;
}

/** The column of a field that may be asked for. Throws `INTERNAL` when the collection has no index on it. */
export function indexedColumn({ collection, columns }: Table, field: string): Column {
  const column = columns.find((one) => one.field === field);
  if (!column || !collection.indexes.includes(field))
    throw new AppError('INTERNAL', `${collection.name}: "${field}" is not indexed`);
  return column;
}

/** False for text that PostgreSQL takes in no column, and therefore finds in none: NUL, half of a surrogate pair. */
export function isKeepable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** A name as the database writes it: `networkId` is `network_id`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

/** A record as the JSON object that `json_populate_record` reads into a row: its fields by the names of their columns. */
export function rowOf({ columns }: Table, record: StoredRecord): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ field, name }) => [name, record[field as keyof StoredRecord]]));
}

/** The record of a row whose values stand in the order of the table's columns. */
export function recordOf({ columns }: Table, row: readonly unknown[]): StoredRecord {
  const fields = columns.flatMap(({ field }, place) => {
    const value = row[place];
    return value === null || value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(fields) as unknown as StoredRecord;
}

function tableFor(collection: AnyCollection): Table {
  if (!(collection.schema instanceof z.ZodObject))
    throw new Error(`${collection.name} is not of a plain object's shape`);
  const shape: Readonly<Record<string, z.core.$ZodType>> = collection.schema.shape;
  const columns = Object.entries(shape).map(([field, type]) => columnFor(field, type));
  return { collection, name: snakeCase(collection.name), columns };
}

function columnFor(field: string, type: z.core.$ZodType): Column {
  const optional = type instanceof z.ZodOptional;
  return { field, name: snakeCase(field), kind: kindOf(type), optional };
}

function kindOf(type: z.core.$ZodType): ColumnKind {
  if (type instanceof z.ZodOptional || type instanceof z.ZodDefault) return kindOf(type.unwrap());
  if (type instanceof z.ZodISODateTime) return 'moment';
  if (type instanceof z.ZodISODate) return 'day';
  if (type instanceof z.ZodString || type instanceof z.ZodEnum) return 'text';
  if (type instanceof z.ZodBoolean) return 'boolean';
  if (type instanceof z.ZodNumber && type.isInt) return 'integer';
  return type instanceof z.ZodArray && kindOf(type.element) === 'text' ? 'texts' : 'json';
}

/** Every collection's table, in the order in which commits touch them. */
export const tables: readonly Table[] = collections.map(tableFor);

const byCollection: ReadonlyMap<string, Table> = new Map(tables.map((table) => [table.collection.name, table]));
