import type { StoredRecord } from '../../domain/store.ts';
import { type Guard, isChange } from '../change.ts';
import type { Statement } from './session.ts';
import { rowOf, type Table, tableOf } from './table.ts';

/** What is done to records, in the order in which a transaction does it. */
export const operations = ['check', 'delete', 'update', 'insert'] as const;
export type Operation = (typeof operations)[number];

/** What a step of a commit does to its record. */
export function operationOf(step: Guard): Operation {
  if (!isChange(step)) return 'check';
  if (step.record === undefined) return 'delete';
  return step.expected === 0 ? 'insert' : 'update';
}

/**
 * One statement for steps of one kind on one table. It gives the ids of the records that were as the steps expected
 * them; the others it leaves alone, but for an update that would take another record's unique key: that is an error.
 */
export function statementFor(operation: Operation, steps: readonly Guard[]): Statement {
  const table = tableOf((steps[0] as Guard).collection);
  if (operation === 'insert' || operation === 'update') {
    const records = steps.flatMap((step) => (isChange(step) && step.record ? [step.record] : []));
    return withRecords(operation, table, records);
  }
  const values = [steps.map(({ id }) => id), steps.map(({ expected }) => expected)];
  return { text: textOf(operation, table, steps.length > 1), values, prepared: true };
}

/** Puts new records, and gives the ids of those whose id and unique keys were free. */
export function insertion(table: Table, records: readonly StoredRecord[]): Statement {
  return withRecords('insert', table, records);
}

function withRecords(operation: Operation, table: Table, records: readonly StoredRecord[]): Statement {
  const rows = records.map((record) => rowOf(table, record));
  const many = rows.length > 1;
  return { text: textOf(operation, table, many), values: [JSON.stringify(many ? rows : rows[0])], prepared: true };
}

/** Gives a row when there is a record with the step's id. */
export function recordWithId({ collection, id }: Guard): Statement {
  return { text: `select id from ${quoted(tableOf(collection).name)} where id = $1`, values: [id], prepared: true };
}

const texts = new Map<string, string>();

function textOf(operation: Operation, table: Table, many: boolean): string {
  const key = `${operation} ${table.name} ${many}`;
  const text = texts.get(key) ?? makers[operation](table, many);
  texts.set(key, text);
  return text;
}

const makers: Readonly<Record<Operation, (table: Table, many: boolean) => string>> = {
  // Locked in order of id, so that two commits that look at the same records do not wait for each other. The lock is
  // exclusive, although sharing would do: of those who share, there is always one, and who changes would never come.
  check: ({ name }) =>
    `select t.id from ${quoted(name)} as t join ${expectedVersions} using (id) ` +
    'where t.version = expected.version order by t.id for no key update of t',
  delete: ({ name }) =>
    `delete from ${quoted(name)} as t using ${expectedVersions} ` +
    'where t.id = expected.id and t.version = expected.version returning t.id',
  update: (table, many) => {
    const assignments = columnsOf(table).map((column) => `${column} = r.${column}`);
    return (
      `update ${quoted(table.name)} as t set ${assignments.join(', ')} from ${rowsOf(table, many)} as r ` +
      'where t.id = r.id and t.version = r.version - 1 returning t.id'
    );
  },
  insert: (table, many) => {
    const columns = columnsOf(table).join(', ');
    return (
      `insert into ${quoted(table.name)} (${columns}) select ${columns} from ${rowsOf(table, many)} ` +
      'on conflict do nothing returning id'
    );
  },
};

const expectedVersions = 'unnest($1::text[], $2::integer[]) as expected (id, version)';

/** The planner takes a set for a hundred rows, and reads a small table whole to find them: one row is no set. */
function rowsOf({ name }: Table, many: boolean): string {
  return `json_populate_record${many ? 'set' : ''}(null::${quoted(name)}, $1)`;
}

function columnsOf({ columns }: Table): string[] {
  return columns.map(({ name }) => quoted(name));
}

/** A name of the schema as SQL takes it, whatever word it is. */
export function quoted(name: string): string {
  return `"${name}"`;
}
