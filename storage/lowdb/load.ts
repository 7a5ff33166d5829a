import { type AnyCollection, collections } from '../../domain/collections.ts';
import { AppError } from '../../domain/errors.ts';
import type { Change } from '../change.ts';
import { storedForm } from '../record.ts';
import type { Contents } from './data-file.ts';
import { Draft } from './draft.ts';
import { Tables } from './tables.ts';

/**
 * The tables that a data file holds, each record checked. Throws `STORE_DAMAGED` naming file, collection and id, and
 * `STORE_NEWER` for a collection that only a later program can have written.
 */
export function loadTables(contents: Contents, path: string): Tables {
  const tables = new Tables();
  for (const [name, values] of Object.entries(contents.collections)) {
    const collection = collections.find((one) => one.name === name);
    if (!collection) throw new AppError('STORE_NEWER', `${path} holds ${name}, which this program does not know`);
    for (const [place, value] of values.entries()) {
      try {
        loadRecord(tables, collection, value);
      } catch (cause) {
        throw damaged(path, `${name} ${idOf(value) ?? `at place ${place}`}`, cause);
      }
    }
  }
  return tables;
}

/** Adds a record; throws when it does not have its shape, or its id or a unique key is in the tables already. */
function loadRecord(tables: Tables, collection: AnyCollection, value: unknown): void {
  const record = storedForm(collection, value);
  const draft = new Draft(tables);
  const change: Change = { collection, id: record.id, expected: 0, record };
  draft.add([change]);
  tables.apply(draft.changes);
}

function idOf(value: unknown): string | undefined {
  const id: unknown = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' ? id : undefined;
}

function damaged(path: string, what: string, cause?: unknown): AppError {
  return new AppError('STORE_DAMAGED', `${path}: ${what} is damaged`, { hint: `${path}: ${what}`, cause });
}
