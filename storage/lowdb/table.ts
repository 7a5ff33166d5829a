import type { AnyCollection } from '../../domain/collections.ts';
import { AppError } from '../../domain/errors.ts';
import { type Paging, pageLimit, type StoredRecord, type Where } from '../../domain/store.ts';
import { uniqueKeysOf, valuesOf } from '../record.ts';

type Condition = string | readonly string[] | { readonly upTo: string };

/** The records of one collection in memory, with an index for each field that may be asked for. */
export class Table {
  readonly collection: AnyCollection;
  readonly records = new Map<string, StoredRecord>();
  readonly #ids = new Map<string, Map<string, Set<string>>>();
  readonly #owners = new Map<string, string>();

  constructor(collection: AnyCollection, records: Iterable<StoredRecord> = []) {
    this.collection = collection;
    for (const field of collection.indexes) this.#ids.set(field, new Map());
    for (const record of records) this.put(record);
  }

  /** The id of the record that holds a unique key. */
  owner(key: string): string | undefined {
    return this.#owners.get(key);
  }

  /** Puts a record in place of the one with its id; whether it may is settled before. */
  put(record: StoredRecord): void {
    this.delete(record.id);
    this.records.set(record.id, record);
    for (const key of uniqueKeysOf(this.collection, record)) this.#owners.set(key, record.id);
    for (const [field, index] of this.#ids) {
      for (const value of valuesOf(record, field)) {
        const ids = index.get(value);
        if (ids) ids.add(record.id);
        else index.set(value, new Set([record.id]));
      }
    }
  }

  delete(id: string): void {
    const record = this.records.get(id);
    if (!record) return;
    this.records.delete(id);
    for (const key of uniqueKeysOf(this.collection, record)) {
      // Among changes made at once, the key may have gone to another record before this one is taken away.
      if (this.#owners.get(key) === id) this.#owners.delete(key);
    }
    for (const [field, index] of this.#ids) {
      for (const value of valuesOf(record, field)) {
        const ids = index.get(value);
        ids?.delete(id);
        if (ids?.size === 0) index.delete(value);
      }
    }
  }

  find(where: Where<string>, { limit = pageLimit, after, orderBy }: Paging<string> = {}): StoredRecord[] {
    if (after !== undefined && orderBy !== undefined)
      throw new AppError('INTERNAL', `${this.collection.name}: "after" goes with the order of ids only`);
    const found = this.#match(where).filter((record) => after === undefined || record.id > after);
    return found.sort(orderBy === undefined ? byId : byField(orderBy)).slice(0, Math.min(limit, pageLimit));
  }

  /** Every matching record in order of id. */
  findAll(where: Where<string>): StoredRecord[] {
    return this.#match(where).sort(byId);
  }

  count(where: Where<string>): number {
    return this.#match(where).length;
  }

  #match(where: Where<string>): StoredRecord[] {
    const conditions = Object.entries(where).filter((entry): entry is [string, Condition] => entry[1] !== undefined);
    const candidates = this.#candidates(conditions);
    return candidates.filter((record) =>
      conditions.every(([field, condition]) => valuesOf(record, field).some((value) => meets(value, condition))),
    );
  }

  /** The records under the narrowest of the values asked for; all of them when no value is. */
  #candidates(conditions: readonly [string, Condition][]): StoredRecord[] {
    const choices = conditions.flatMap(([field, condition]) => {
      const index = this.#ids.get(field);
      if (!index) throw new AppError('INTERNAL', `${this.collection.name}: "${field}" is not indexed`);
      if (isUpTo(condition)) return [];
      const values = typeof condition === 'string' ? [condition] : condition;
      return [values.flatMap((value) => index.get(value) ?? [])];
    });
    if (choices.length === 0) return [...this.records.values()];
    const narrowest = choices.reduce((a, b) => (sizeOf(b) < sizeOf(a) ? b : a));
    const ids = new Set(narrowest.flatMap((set) => [...set]));
    return [...ids].flatMap((id) => this.records.get(id) ?? []);
  }
}

function isUpTo(condition: Condition): condition is { readonly upTo: string } {
  return typeof condition === 'object' && 'upTo' in condition;
}

function meets(value: string, condition: Condition): boolean {
  if (isUpTo(condition)) return value <= condition.upTo;
  return typeof condition === 'string' ? value === condition : condition.includes(value);
}

function sizeOf(sets: readonly ReadonlySet<string>[]): number {
  return sets.reduce((sum, set) => sum + set.size, 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byId(a: StoredRecord, b: StoredRecord): number {
  return compare(a.id, b.id);
}

function byField(field: string): (a: StoredRecord, b: StoredRecord) => number {
  return (a, b) => compare(valuesOf(a, field).join(), valuesOf(b, field).join()) || byId(a, b);
}
