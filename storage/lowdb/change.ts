import { type AnyCollection, collections } from '../../domain/collections.ts';
import { AppError } from '../../domain/errors.ts';
import type { StoredRecord, Write } from '../../domain/store.ts';
import { storedForm } from './record.ts';

/** What a commit asks of one record before anything is changed. */
export interface Guard {
  readonly collection: AnyCollection;
  readonly id: string;
  /** The version the record must be at, 0 when it must not exist. */
  readonly expected: number;
}

/** One checked write: the record as it will be stored, or undefined when it is deleted. */
export interface Change extends Guard {
  readonly record: StoredRecord | undefined;
}

/** True for a write that changes its record, and not only looks at its version. */
export function isChange(step: Guard): step is Change {
  return 'record' in step;
}

/**
 * A change or a guard from a write, sharing nothing with it. Throws `INTERNAL` for a record that does not have its collection's
 * shape: stored, it would keep the file from opening.
 */
export function stepOf(write: Write): Guard | Change {
  const collection = collections.find((one) => one.name === write.collection);
  if (!collection) throw new AppError('INTERNAL', `no collection "${write.collection}"`);
  if (write.op === 'delete') return { collection, id: write.id, expected: write.version, record: undefined };
  if (write.op === 'check') return { collection, id: write.id, expected: write.version };
  const { id, version } = write.record;
  try {
    // Through JSON, the record is what a later opening reads back: fields that are undefined are absent.
    const copy: unknown = JSON.parse(JSON.stringify({ ...write.record, version: version + 1 }));
    return { collection, id, expected: version, record: storedForm(collection, copy) };
  } catch (cause) {
    throw new AppError('INTERNAL', `${collection.name} ${id} does not have the shape of its collection`, { cause });
  }
}
