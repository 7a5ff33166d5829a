import type { AnyCollection } from '../../domain/collections.ts';
import { AppError } from '../../domain/errors.ts';
import type { StoredRecord, Where } from '../../domain/store.ts';
import { uniqueKeysOf, valuesOf } from '../record.ts';
import { type Condition, conditionsOf, isUpTo } from './matching.ts';
import { type Held, unpacked } from './packed.ts';

/** The records of one collection in memory, with an index for each field that may be asked for. */
export class Table {
  readonly collection: AnyCollection;
  readonly #held = new Map<string, Held>();
  readonly #ids = new Map<string, Map<string, Set<string>>>();
  readonly #owners = new Map<string, string>();

  constructor(collection: AnyCollection) {
    this.collection = collection;
    for (const field of collection.indexes) this.#ids.set(field, new Map());
  }

  get size(): number {
    return this.#held.size;
  }

  /** A record, kept unpacked from now on: whoever asks once asks again. */
  get(id: string): StoredRecord | undefined {
    const held = this.#held.get(id);
    if (held === undefined) return undefined;
    const record = unpacked(held);
    if (held !== record) this.#held.set(id, record);
    return record;
  }

  /** A record as it is kept. */
  held(id: string): Held | undefined {
    return this.#held.get(id);
  }

  /** Every record, in no order. */
  *values(): Generator<StoredRecord> {
    for (const held of this.#held.values()) yield unpacked(held);
  }

  /** The id of the record that holds a unique key. */
  owner(key: string): string | undefined {
    return this.#owners.get(key);
  }

  /** Puts a record in place of the one with its id, to be kept as `held`; whether it may is settled before. */
  put(record: StoredRecord, held: Held = record): void {
    this.delete(record.id);
    this.#held.set(record.id, held);
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
    const held = this.#held.get(id);
    if (held === undefined) return;
    const record = unpacked(held);
    this.#held.delete(id);
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

  /** The ids of the matching records, in no order. */
  match(where: Where<string>): string[] {
    const tests = conditionsOf(where).map(([field, condition]) => this.#test(field, condition));
    const [narrowest, ...others] = tests.sort((a, b) => a.size - b.size);
    const ids = narrowest ? narrowest.ids() : this.#held.keys();
    return [...ids].filter((id) => others.every(({ includes }) => includes(id)));
  }

  /** What one condition demands: the ids that meet it, how many they are at most, and whether one is among them. */
  #test(field: string, condition: Condition): Test {
    const index = this.#ids.get(field);
    if (!index) throw new AppError('INTERNAL', `${this.collection.name}: "${field}" is not indexed`);
    if (isUpTo(condition)) {
      const includes = (id: string) => this.#values(id, field).some((value) => value <= condition.upTo);
      return { size: this.size, ids: () => [...this.#held.keys()].filter(includes), includes };
    }
    const sets = (typeof condition === 'string' ? [condition] : condition).flatMap((value) => index.get(value) ?? []);
    return {
      size: sets.reduce((sum, set) => sum + set.size, 0),
      ids: () => new Set(sets.flatMap((set) => [...set])),
      includes: (id) => sets.some((set) => set.has(id)),
    };
  }

  #values(id: string, field: string): readonly string[] {
    const record = this.get(id);
    return record ? valuesOf(record, field) : [];
  }
}

interface Test {
  readonly size: number;
  ids(): Iterable<string>;
  includes(id: string): boolean;
}
