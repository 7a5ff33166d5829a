import { AppError } from '../../domain/errors.ts';
import type { StoredRecord } from '../../domain/store.ts';
import { collectionNamed } from '../change.ts';
import type { Entry } from '../kept-store.ts';
import { storedForm } from '../record.ts';
import { DatabaseFault } from './faults.ts';
import type { Session } from './session.ts';
import { insertion, quoted } from './statements.ts';
import { type Table, tableOf, tables } from './table.ts';

const chunkSize = 1000;

/**
 * Puts records into empty tables, within a transaction of the caller's. Throws `STORE_NOT_EMPTY`, `DUPLICATE`, or
 * `STORE_DAMAGED` for a record of the wrong shape or with text that PostgreSQL keeps in no column.
 */
export async function fillTables(session: Session, entries: AsyncIterable<Entry>): Promise<void> {
  const names = tables.map(({ name }) => quoted(name));
  // Others may read meanwhile; those who write wait, or this waits for them.
  await session.run({ text: `lock table ${names.join(', ')} in exclusive mode` });
  const filled = names.map((name) => `exists (select from ${name})`).join(' or ');
  const [row] = await session.run({ text: `select ${filled}` });
  if (row?.[0] === true) throw new AppError('STORE_NOT_EMPTY', 'the database holds records already');
  for await (const [table, records] of chunksOf(entries)) await insert(session, table, records);
}

/** Records that follow each other in one collection, so many together as one statement takes well. */
async function* chunksOf(entries: AsyncIterable<Entry>): AsyncGenerator<[Table, StoredRecord[]]> {
  let table: Table | undefined;
  let records: StoredRecord[] = [];
  for await (const { collection, record } of entries) {
    const next = tableNamed(collection);
    if (table && (next !== table || records.length === chunkSize)) {
      yield [table, records];
      records = [];
    }
    table = next;
    records.push(checked(next, record));
  }
  if (table) yield [table, records];
}

function tableNamed(collection: string): Table {
  try {
    return tableOf(collectionNamed(collection));
  } catch (cause) {
    throw new AppError('STORE_DAMAGED', `there is no collection "${collection}"`, { cause });
  }
}

function checked({ collection }: Table, record: StoredRecord): StoredRecord {
  try {
    return storedForm(collection, record);
  } catch (cause) {
    throw new AppError('STORE_DAMAGED', `${collection.name} ${record.id} does not have its shape`, { cause });
  }
}

async function insert(session: Session, table: Table, records: readonly StoredRecord[]): Promise<void> {
  const stored = await session.run(insertion(table, records)).catch((cause: unknown) => {
    // Class 22: text or a number that no column takes.
    if (!(cause instanceof DatabaseFault) || !cause.state?.startsWith('22')) throw cause;
    throw new AppError('STORE_DAMAGED', `${table.collection.name} holds what PostgreSQL cannot keep`, { cause });
  });
  if (stored.length < records.length)
    throw new AppError('DUPLICATE', `${table.collection.name}: two records share an id or a unique key`);
}
