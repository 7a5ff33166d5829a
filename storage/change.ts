import { type AnyCollection, collections } from '../domain/collections.ts';
import { AppError } from '../domain/errors.ts';
import type { StoredRecord, Write } from '../domain/store.ts';
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
 * A change or a guard from a write, sharing nothing with it. Throws `INTERNAL` for a record that does not have its
 * collection's shape: stored, it would keep the store from opening. Throws `INPUT_INVALID` for text that not every
 * store can keep.
 */
export function stepOf(write: Write): Guard | Change {
  const collection = collectionNamed(write.collection);
  if (write.op === 'delete') return { collection, id: write.id, expected: write.version, record: undefined };
  if (write.op === 'check') return { collection, id: write.id, expected: write.version };
  const { id, version } = write.record;
  // Through JSON, the record is what a later opening reads back: fields that are undefined are absent.
  const text = JSON.stringify({ ...write.record, version: version + 1 });
  assertKeepable(text, `${collection.name} ${id}`);
  try {
    return { collection, id, expected: version, record: storedForm(collection, JSON.parse(text)) };
  } catch (cause) {
    throw new AppError('INTERNAL', `${collection.name} ${id} does not have the shape of its collection`, { cause });
  }
}

/** The collection of this name. Throws `INTERNAL` when there is none. */
export function collectionNamed(name: string): AnyCollection {
  const collection = byName.get(name);
  if (!collection) throw new AppError('INTERNAL', `no collection "${name}"`);
  return collection;
}

const byName: ReadonlyMap<string, AnyCollection> = new Map(collections.map((one) => [one.name, one]));

/** JSON's escapes of NUL and of lone surrogates (ECMA-262, QuoteJSONString), which PostgreSQL keeps in no text. */
const unkeepable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

function assertKeepable(json: string, what: string): void {
  if (unkeepable.test(json)) throw new AppError('INPUT_INVALID', `${what} holds NUL or half of a surrogate pair`);
}
