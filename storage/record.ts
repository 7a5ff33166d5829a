import type { AnyCollection } from '../domain/collections.ts';
import type { StoredRecord } from '../domain/store.ts';

/** A record as the store keeps it: in the collection's shape and frozen through and through. Throws zod's error. */
export function storedForm(collection: AnyCollection, value: unknown): StoredRecord {
  return frozen(collection.schema.parse(value));
}

/** What a field holds, as a list: of one value, of a list's elements, or of nothing. */
export function valuesOf(record: StoredRecord, field: string): readonly string[] {
  const value = record[field as keyof StoredRecord] as string | number | readonly string[] | undefined;
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [String(value)];
}

/** A unique key that a record has. */
export interface UniqueKey {
  /** The same for the same key of the same collection, and for no other. */
  readonly text: string;
  /** The fields and what they hold. */
  readonly parts: readonly (readonly [field: string, value: string])[];
}

/** The unique keys of a record. A key of which a part is absent is none. */
export function uniqueKeysOf(collection: AnyCollection, record: StoredRecord): UniqueKey[] {
  return collection.unique.flatMap((fields) => {
    const parts = fields.flatMap((field) => valuesOf(record, field).map((value) => [field, value] as const));
    return parts.length === fields.length ? [{ text: JSON.stringify(parts), parts }] : [];
  });
}

/** The fields by which records are looked up: those that may be asked for, and one at least of each unique key. */
export function indexedFields({ indexes, unique }: AnyCollection): readonly string[] {
  const keys = unique.filter((fields) => !fields.some((field) => indexes.includes(field)));
  return [...indexes, ...keys.flatMap(([first]) => first ?? [])];
}

/** The same value, which nobody can change any more. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
