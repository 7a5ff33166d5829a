import type { Named, StoredRecord, Write } from '../../domain/store.ts';

/** A record as a store keeps it from the start, and the name of the collection it belongs to. */
export interface Entry {
  readonly collection: string;
  readonly record: StoredRecord;
}

/** A new record as its first commit stores it: at version 1. */
export function entry<T extends StoredRecord>(into: Named<T>, record: Omit<T, 'version'>): Entry {
  // The id stays first, where people who look at a data file seek it.
  const { id, ...rest } = record as T;
  return { collection: into.name, record: { id, ...rest, version: 1 } };
}

/** What the first commit of a write stores. Throws for a write that puts nothing new. */
export function entryOf(write: Write): Entry {
  if (write.op !== 'put' || write.record.version !== 0) throw new Error(`nothing new in ${write.collection}`);
  return { collection: write.collection, record: { ...write.record, version: 1 } };
}
