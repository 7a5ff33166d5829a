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

/** One text for each unique key of a record, set apart by the key's place in the list. A part that is absent makes none. */
export function uniqueKeysOf(collection: AnyCollection, record: StoredRecord): string[] {
  return collection.unique.flatMap((fields, place) => {
    const parts: unknown[] = fields.map((field) => record[field as keyof StoredRecord]);
    return parts.includes(undefined) ? [] : [JSON.stringify([place, ...parts])];
  });
}

/** The same value, which nobody can change any more. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
