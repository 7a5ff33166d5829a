import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type SqlBool,
  sql,
} from 'kysely';
import { AppError } from '../../domain/errors.ts';
import { Moment } from '../../domain/record.ts';
import {
  type Collection,
  type Named,
  type Paging,
  pageLimit,
  type StoredRecord,
  type StoreReader,
  type Where,
} from '../../domain/store.ts';
import type { Statement } from './session.ts';
import { type Column, indexedColumn, isKeepable, recordOf, type Table, tableOf } from './table.ts';

/** Sends a statement and gives its rows as lists of values. */
export type Run = (statement: Statement) => Promise<unknown[][]>;

/** Reads tables, by whichever connection `run` uses. */
export class TableReader implements StoreReader {
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  async get<T extends StoredRecord>(from: Named<T>, id: string): Promise<T | undefined> {
    const table = tableOf(from);
    if (!isKeepable(id)) return undefined;
    const [row] = await this.#run(compiled(selection(table).where('id', '=', id)));
    return row && (recordOf(table, row) as T);
  }

  async find<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
    paging: Paging<I> = {},
  ): Promise<T[]> {
    const table = tableOf(from);
    const rows = await this.#run(selectPage(table, where, paging));
    return rows.map((row) => recordOf(table, row) as T);
  }

  async count<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
  ): Promise<number> {
    const table = tableOf(from);
    const counting = queries.selectFrom(table.name).select(sql<number>`count(*)::integer`.as('count'));
    const [row] = await this.#run(compiled(counting.where(conditionOf(table, where))));
    return Number(row?.[0]);
  }

  /** Reads a page when the one before is used up; each page shows the moment at which it is read. */
  async *stream<T extends StoredRecord, I extends keyof T & string>(
    from: Collection<T, I>,
    where: Where<I>,
  ): AsyncGenerator<T> {
    let page: T[] = [];
    do {
      page = await this.find(from, where, { after: page.at(-1)?.id });
      yield* page;
    } while (page.length === pageLimit);
  }
}

/** The statement that finds a page of a collection; `lock` keeps others off its records, and leaves out theirs. */
export function selectPage(
  table: Table,
  where: Where<string>,
  { limit = pageLimit, after, orderBy }: Paging<string>,
  lock = false,
): Statement {
  if (after !== undefined && orderBy !== undefined)
    throw new AppError('INTERNAL', `${table.collection.name}: "after" goes with the order of ids only`);
  let query = selection(table).where(conditionOf(table, where));
  if (after !== undefined) query = query.where('id', '>', comparable(after));
  if (orderBy !== undefined) query = query.orderBy(orderOf(indexedColumn(table, orderBy)));
  query = query.orderBy('id').limit(Math.min(limit, pageLimit));
  return compiled(lock ? query.forUpdate().skipLocked() : query);
}

/** Makes SQL and sends none. */
const queries = new Kysely<Record<string, Record<string, unknown>>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

function selection(table: Table) {
  return queries.selectFrom(table.name).select(table.columns.map(({ name }) => name));
}

/** Prepared: the texts differ by what is asked for, never by the values. */
function compiled(query: { compile(): { readonly sql: string; readonly parameters: readonly unknown[] } }): Statement {
  const { sql: text, parameters: values } = query.compile();
  return { text, values, prepared: true };
}

function conditionOf(table: Table, where: Where<string>) {
  const conditions = Object.entries(where).flatMap(([field, asked]) =>
    asked === undefined ? [] : [meets(table, indexedColumn(table, field), asked)],
  );
  return conditions.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

type Asked = NonNullable<Where<string>[string]>;

function meets(table: Table, column: Column, asked: Asked) {
  const ref = sql.ref(column.name);
  if (typeof asked === 'object' && ('upTo' in asked || 'from' in asked)) {
    const bound = 'upTo' in asked ? asked.upTo : asked.from;
    const value = comparable(valueOf(table, column, bound));
    // No stored text equals a bound that had to be cut.
    const compares = sql.raw('upTo' in asked ? '<=' : value === bound ? '>=' : '>');
    if (column.kind !== 'texts') return sql`${ref} ${compares} ${value}`;
    return sql`exists (select from unnest(${ref}) as element where element ${compares} ${value})`;
  }
  const values = [asked].flat().map((text) => valueOf(table, column, text));
  const keepable = values.filter(isKeepable);
  if (column.kind === 'texts') return sql`${ref} && ${keepable}`;
  // The planner knows more of one value than of a list.
  return keepable.length === 1 ? sql`${ref} = ${keepable[0]}` : sql`${ref} = any(${keepable})`;
}

/** A bound without what PostgreSQL takes in no text; no stored text lies between the two. */
function comparable(text: string): string {
  return (text.split('\0')[0] ?? '').toWellFormed();
}

/** A value as its column compares it. Throws `INTERNAL` for one that no record of the collection can hold. */
function valueOf({ collection }: Table, { field, kind }: Column, text: string): string {
  if (kind === 'moment' && !Moment.safeParse(text).success)
    throw new AppError('INTERNAL', `${collection.name}: "${field}" is asked for by something that is no moment`);
  return text;
}

function orderOf({ name, kind, optional }: Column) {
  const ref = sql.ref(name);
  if (kind === 'texts') return sql`array_to_string(${ref}, ',')`;
  return optional ? sql`${ref} asc nulls first` : ref;
}
