import type { AnyCollection } from '../../domain/collections.ts';
import { AppError } from '../../domain/errors.ts';
import { type Paging, pageLimit, type StoredRecord, type Where } from '../../domain/store.ts';
import { valuesOf } from '../record.ts';

/** What is asked of one field. */
export type Condition = NonNullable<Where<string>[string]>;

/** The conditions of a question, by field; those that ask nothing are left out. */
export function conditionsOf(where: Where<string>): [string, Condition][] {
  return Object.entries(where).filter((entry): entry is [string, Condition] => entry[1] !== undefined);
}

/** Whether one value of a field meets a condition. */
export function meets(value: string, condition: Condition): boolean {
  if (typeof condition === 'string') return value === condition;
  if ('upTo' in condition) return value <= condition.upTo;
  if ('from' in condition) return value >= condition.from;
  return condition.includes(value);
}

/** Whether a record meets all conditions. */
export function matches(record: StoredRecord, conditions: readonly [string, Condition][]): boolean {
  return conditions.every(([field, condition]) => valuesOf(record, field).some((value) => meets(value, condition)));
}

/** What a page is taken from. */
interface Matched {
  readonly collection: AnyCollection;
  get(id: string): StoredRecord | undefined;
  match(where: Where<string>): string[];
}

/** The page of the matching records that was asked for. */
export function firstMatching(from: Matched, where: Where<string>, paging: Paging<string> = {}): StoredRecord[] {
  const { limit = pageLimit, after, orderBy } = paging;
  if (after !== undefined && orderBy !== undefined)
    throw new AppError('INTERNAL', `${from.collection.name}: "after" goes with the order of ids only`);
  const ids = from.match(where);
  const most = Math.min(limit, pageLimit);
  if (orderBy !== undefined) return records(from, ids).sort(byField(orderBy)).slice(0, most);
  const rest = after === undefined ? ids : ids.filter((id) => id > after);
  return records(from, rest.sort(compare).slice(0, most));
}

function records(from: Matched, ids: readonly string[]): StoredRecord[] {
  return ids.flatMap((id) => from.get(id) ?? []);
}

/** Orders texts by their UTF-16 code units, as ids are ordered. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byField(field: string): (a: StoredRecord, b: StoredRecord) => number {
  return (a, b) => compare(valuesOf(a, field).join(), valuesOf(b, field).join()) || compare(a.id, b.id);
}
