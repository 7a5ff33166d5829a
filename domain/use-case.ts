import type { IsHoliday } from './calm.ts';
import { AppError, quotable } from './errors.ts';
import type { Named, Store, StoredRecord, StoreReader } from './store.ts';

/** What every use case is handed: the store, the time, and new ids. Nothing in `domain/` reads a clock of its own. */
export interface Deps {
  readonly store: Store;
  /** The present moment. */
  now(): Date;
  /** A new id, unique and growing with time (RFC 9562, UUID version 7). */
  newId(): string;
  /** Whether a local day is one on which nobody is to be reminded. */
  readonly isHoliday: IsHoliday;
}

/** The record with this id. Throws `NOT_FOUND` when there is none. */
export async function load<T extends StoredRecord>(store: StoreReader, from: Named<T>, id: string): Promise<T> {
  const record = await store.get(from, id);
  if (!record) throw new AppError('NOT_FOUND', `no ${from.name} ${quotable(id)}`);
  return record;
}

/**
 * Throws `STALE` when a record is no longer at the version its editor saw; without an expectation it is let be. Asked
 * after the record was read and before it is put, so that of two editors the second is told.
 */
export function assertVersion(record: StoredRecord, expected: number | undefined): void {
  if (expected === undefined || record.version === expected) return;
  throw new AppError('STALE', `${record.id} is at version ${record.version}, not ${expected}`);
}
