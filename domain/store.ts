import type { z } from 'zod';

/** What every stored record has. `version` is 0 on a record that was never stored and grows by one with each commit. */
export interface StoredRecord {
  readonly id: string;
  readonly version: number;
}

/** A collection seen as what reads and writes by id need of it. */
export interface Named<T extends StoredRecord> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
}

/**
 * One kind of record: its name in the data files and the database, its shape, the fields that may be asked for,
 * and the combinations of fields that no two records may share.
 */
export interface Collection<T extends StoredRecord, I extends keyof T & string = keyof T & string> extends Named<T> {
  readonly indexes: readonly I[];
  readonly unique: readonly (readonly (keyof T & string)[])[];
}

/** Declares a collection; the list in `domain/collections.ts` is what a storage creates. */
export function collection<T extends StoredRecord, I extends keyof T & string>(
  name: string,
  schema: z.ZodType<T>,
  options: { indexes: readonly I[]; unique?: readonly (readonly (keyof T & string)[])[] },
): Collection<T, I> {
  return { name, schema, indexes: options.indexes, unique: options.unique ?? [] };
}

/**
 * What to look for, by indexed field: a value, any of several values, or everything up to or from a value on (times),
 * which is included. A field that holds a list matches when one of its elements does.
 */
export type Where<I extends string> = {
  readonly [K in I]?: string | readonly string[] | { readonly upTo: string } | { readonly from: string };
};

export interface Paging<I extends string> {
  /** At most so many records; default 1000. */
  readonly limit?: number;
  /** Only records that come after the one with this id; goes with the default order only. */
  readonly after?: string;
  /** The indexed field to order by; default the id, which is the order of creation. */
  readonly orderBy?: I;
}

/** The largest number of records that one `find` gives; longer lists are paged or streamed. */
export const pageLimit = 1000;

/** Reading the store. */
export interface StoreReader {
  get<T extends StoredRecord>(from: Named<T>, id: string): Promise<T | undefined>;
  find<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
    paging?: Paging<I>,
  ): Promise<T[]>;
  count<T extends StoredRecord, I extends keyof T & string>(from: Collection<T, I>, where: Where<I>): Promise<number>;
  /** Every matching record in order of id, however many, a few at a time in memory. */
  stream<T extends StoredRecord, I extends keyof T & string>(from: Collection<T, I>, where: Where<I>): AsyncIterable<T>;
}

/**
 * One part of a commit: a whole record put in place of the version it was read at, a record deleted, or a record that
 * must still be at the version it was read at.
 */
export type Write =
  | { readonly op: 'put'; readonly collection: string; readonly record: StoredRecord }
  | { readonly op: 'delete'; readonly collection: string; readonly id: string; readonly version: number }
  | { readonly op: 'check'; readonly collection: string; readonly id: string; readonly version: number };

/**
 * Where a network's knowledge is kept. Implemented in `storage/`, handed to use cases.
 */
export interface Store extends StoreReader {
  /**
   * Makes all changes or none, and resolves when they are on disk. Throws `CONFLICT` when a record is no longer at
   * the version it was read at, `DUPLICATE` when a unique key is taken, and `INPUT_INVALID` for text with characters
   * that not every store can keep: NUL, and half of a surrogate pair.
   */
  commit(writes: readonly Write[]): Promise<void>;
  /**
   * Changes up to `limit` matching records that nobody else is changing at this moment, the first by `orderBy`, and
   * gives them as they then are. Of two who take at once, in whichever process, no two get the same record; `change`
   * keeps id and version, and makes a record no longer match, so that it is taken once. May give fewer than there are.
   */
  take<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
    paging: Omit<Paging<I>, 'after'>,
    change: (record: T) => T,
  ): Promise<T[]>;
  /** Reads one moment of the store while commits go on. */
  snapshot<R>(read: (view: StoreReader) => Promise<R>): Promise<R>;
  /**
   * Resolves when none of the store's own files holds any more what these collections lost, by deletion or
   * replacement, before the call. Backups are other files, and so is what a machine's snapshots keep.
   */
  forget(...from: readonly Named<StoredRecord>[]): Promise<void>;
  /** Resolves when the store can read and write; rejects with the reason otherwise. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** Puts a record: as new when its version is 0, else in place of the version it was read at. */
export function put<T extends StoredRecord>(into: Named<T>, record: T): Write {
  return { op: 'put', collection: into.name, record };
}

/** Deletes a record at the version it was read at. */
export function remove<T extends StoredRecord>(from: Named<T>, record: T): Write {
  return { op: 'delete', collection: from.name, id: record.id, version: record.version };
}

/** Commits only while a record is still at the version it was read at, and leaves it as it is. */
export function check<T extends StoredRecord>(from: Named<T>, record: T): Write {
  return { op: 'check', collection: from.name, id: record.id, version: record.version };
}
