import type { Named, StoredRecord, Write } from '../../domain/store.ts';

/** A record as a store keeps it from the start, and the name of the collection it belongs to. */
export interface Entry {
  readonly collection: string;
  readonly record: StoredRecord;
}

/** A new record as its first commit stores it: at version 1. */
export function entry<T extends StoredRecord>(into: Named<T>, record: Omit<T, 'version'>): Entry {
  return first(into.name, record as T);
}

/** What the first commit of a write stores. Throws for a write that puts nothing new. */
export function entryOf(write: Write): Entry {
  if (write.op !== 'put' || write.record.version !== 0) throw new Error(`nothing new in ${write.collection}`);
  return first(write.collection, write.record);
}

function first(collection: string, record: StoredRecord): Entry {
  // The id and the version come first, where people who look at a data file seek them.
  const { id, version: _version, ...rest } = record;
  return { collection, record: { id, version: 1, ...rest } };
}
