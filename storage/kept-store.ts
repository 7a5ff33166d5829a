import type { Store, StoredRecord } from '../domain/store.ts';

/** A stored record and the name of the collection it belongs to. */
export interface Entry {
  readonly collection: string;
  readonly record: StoredRecord;
}

/** A store as operators need it: one that can be filled from another. */
export interface KeptStore extends Store {
  /**
   * Puts records as they are, versions included, into a store that holds nothing: all of them or none. Throws
   * `STORE_NOT_EMPTY`, `STORE_READ_ONLY`, `DUPLICATE`, or `STORE_DAMAGED` for a record of the wrong shape.
   */
  fill(entries: AsyncIterable<Entry>): Promise<void>;
}

/** What a store did of itself and its operator should hear about; texts are for the log. */
export type StoreNotice =
  /** The last commit of a killed process was never whole, and never acknowledged. */
  | { readonly kind: 'tornTailCut'; readonly file: string; readonly offset: number; readonly bytes: number }
  /** Older data was brought to this program's shapes; `backup` is where it lies as it was, on lowdb. */
  | { readonly kind: 'migrated'; readonly from: number; readonly to: number; readonly backup: string | undefined }
  /** Folding the journal failed; nothing is lost, and it is tried again. */
  | { readonly kind: 'foldFailed'; readonly cause: unknown };

/** Hears a store's notices. */
export type HearNotice = (notice: StoreNotice) => void;

/** One file or table of a store, as `doctor` shows it. */
export interface StorePart {
  readonly name: string;
  /** Undefined where only reading all of it would tell. */
  readonly records: number | undefined;
  readonly bytes: number;
}

/** Something that cannot be read as it was written. */
export interface StoreFault {
  readonly file: string;
  /** In bytes from the start of the file; undefined when the whole file is meant. */
  readonly offset: number | undefined;
  /** What is wrong, in a sentence for an operator. */
  readonly what: string;
  /** What a repair would drop, in a sentence; undefined when no repair can help. */
  readonly drops: string | undefined;
}

/** What an examination of a store found; made without changing anything. */
export interface StoreReport {
  readonly kind: 'lowdb' | 'postgres';
  /** The folder, or the database without user and password. */
  readonly place: string;
  /** Undefined when there is nothing yet, or it cannot be read. */
  readonly schemaVersion: number | undefined;
  readonly parts: readonly StorePart[];
  readonly faults: readonly StoreFault[];
  /** Free bytes for the data, where that can be told. */
  readonly freeBytes: number | undefined;
}

/** What a repair did. */
export interface Repair {
  /** What the folder holds no more, in sentences. */
  readonly dropped: readonly string[];
  /** Where the files lie as they were. */
  readonly aside: string;
}
