import type { AnyCollection } from '../../domain/collections.ts';
import { AppError } from '../../domain/errors.ts';
import type { StoredRecord, Where } from '../../domain/store.ts';
import { indexedFields, type UniqueKey, valuesOf } from '../record.ts';
import { type Condition, conditionsOf, meets } from './matching.ts';
import { type Held, Packed, unpacked } from './packed.ts';
import { PairKeys } from './pair-keys.ts';
import type { SegmentContent } from './segment-file.ts';

/** How many records of a collection stay unpacked that nobody has changed since the start. */
const mostUnpacked = 2000;

/**
 * The records of one collection in memory, with an index for each field that may be asked for. What was loaded is
 * indexed when somebody first asks for the collection, so that a start does not wait for it.
 */
export class Table {
  readonly collection: AnyCollection;
  readonly #held = new Map<string, Held>();
  readonly #ids = new Map<string, Map<string, Set<string>>>();
  readonly #unpacked = new Map<string, StoredRecord>();
  #loading: (() => void)[] = [];
  /** Made when first asked for. */
  #pairs: readonly PairKeys[] | undefined;

  constructor(collection: AnyCollection) {
    this.collection = collection;
    for (const field of indexedFields(collection)) this.#ids.set(field, new Map());
  }

  /**
   * Has something done to the table before anybody looks into it, in the order of these calls. A step that throws may
   * not have changed anything; it is done again when the table is next used.
   */
  whenUsed(step: () => void): void {
    this.#loading.push(step);
  }

  /** Takes in what was loaded; whatever looks into the table does so first. Throws what reading it throws. */
  load(): void {
    const steps = this.#loading;
    if (steps.length === 0) return;
    // Taken out first: the steps themselves use the table.
    this.#loading = [];
    let done = 0;
    try {
      for (const step of steps) {
        step();
        done += 1;
      }
    } finally {
      // A table without what could not be read would be taken for all there is.
      this.#loading = steps.slice(done);
    }
  }

  get size(): number {
    this.load();
    return this.#held.size;
  }

  /** A record. The last that were asked for stay unpacked: some are asked for all the time, and all would take too much room. */
  get(id: string): StoredRecord | undefined {
    this.load();
    const held = this.#held.get(id);
    if (!(held instanceof Packed)) return held && unpacked(held);
    const known = this.#unpacked.get(id);
    if (known) return known;
    const record = unpacked(held);
    const [oldest] = this.#unpacked.size < mostUnpacked ? [] : this.#unpacked.keys();
    if (oldest !== undefined) this.#unpacked.delete(oldest);
    this.#unpacked.set(id, record);
    return record;
  }

  /** Has a record in memory, so that changing it cannot fail any more. Throws what reading it throws. */
  ready(id: string): void {
    const record = this.get(id);
    if (record) this.#held.set(id, record);
  }

  /** A record as it is kept. */
  held(id: string): Held | undefined {
    this.load();
    return this.#held.get(id);
  }

  /** Every record, in no order. */
  *values(): Generator<StoredRecord> {
    this.load();
    for (const held of this.#held.values()) yield unpacked(held);
  }

  /** The id of the record that holds a unique key. */
  owner({ parts }: UniqueKey): string | undefined {
    const asked = parts.filter(([field]) => this.#ids.has(field));
    return this.match(Object.fromEntries(asked)).find((id) => {
      const record = this.get(id);
      return record && parts.every(([field, value]) => valuesOf(record, field)[0] === value);
    });
  }

  /** Adds the records of a segment; none of them may be there. */
  add({ index, records }: SegmentContent): void {
    this.load();
    this.#pairs = undefined;
    for (const [place, id] of index.ids.entries()) {
      const held = records[place];
      if (held) this.#held.set(id, held);
    }
    for (const [field, values] of Object.entries(index.fields)) {
      for (const [value, places] of Object.entries(values)) {
        const ids = this.#bucket(field, value);
        for (const place of places) ids.add(index.ids[place] ?? '');
      }
    }
  }

  /** Puts a record in place of the one with its id; whether it may is settled before. */
  put(record: StoredRecord): void {
    const before = this.get(record.id);
    this.#held.set(record.id, record);
    this.#unpacked.delete(record.id);
    for (const pair of this.#pairs ?? []) {
      if (before) pair.drop(before);
      pair.put(record);
    }
    for (const field of this.#ids.keys()) {
      const [gone, come] = [before ? valuesOf(before, field) : [], valuesOf(record, field)];
      // Most values stay as they are, and moving an id within a set of all ids costs more than leaving it there.
      for (const value of gone) if (!come.includes(value)) this.#drop(field, value, record.id);
      for (const value of come) if (!gone.includes(value)) this.#bucket(field, value).add(record.id);
    }
  }

  delete(id: string): void {
    const record = this.get(id);
    if (!record) return;
    this.#held.delete(id);
    this.#unpacked.delete(id);
    for (const pair of this.#pairs ?? []) pair.drop(record);
    for (const field of this.#ids.keys()) for (const value of valuesOf(record, field)) this.#drop(field, value, id);
  }

  /** The ids of the matching records, in no order. */
  match(where: Where<string>): string[] {
    this.load();
    const conditions = conditionsOf(where).map(([field, condition]) => this.#test(field, condition));
    const tests = [...conditions, ...this.#pairTests(where)];
    const [narrowest, ...others] = tests.sort((a, b) => a.size - b.size);
    const ids = narrowest ? narrowest.ids() : this.#held.keys();
    const matching: string[] = [];
    for (const id of ids) if (others.every(({ includes }) => includes(id))) matching.push(id);
    return matching;
  }

  /** What one condition demands: the ids that meet it, how many they are at most, and whether one is among them. */
  #test(field: string, condition: Condition): Test {
    const index = this.#ids.get(field);
    if (!index) throw new AppError('INTERNAL', `${this.collection.name}: "${field}" is not indexed`);
    if (typeof condition === 'object' && ('upTo' in condition || 'from' in condition)) {
      const includes = (id: string) => this.#values(id, field).some((value) => meets(value, condition));
      return { size: this.size, ids: () => [...this.#held.keys()].filter(includes), includes };
    }
    const sets = (typeof condition === 'string' ? [condition] : condition).flatMap((value) => index.get(value) ?? []);
    const [first = new Set<string>(), ...more] = sets;
    // Of one value, the set itself: a member of many years has hundreds of answers, and each new one looks here.
    if (more.length === 0) return { size: first.size, ids: () => first, includes: (id) => first.has(id) };
    return {
      size: sets.reduce((sum, set) => sum + set.size, 0),
      ids: () => new Set(sets.flatMap((set) => [...set])),
      includes: (id) => sets.some((set) => set.has(id)),
    };
  }

  /** Two conditions that only one record can meet, as one. */
  #pairTests(where: Where<string>): Test[] {
    this.#pairs ??= this.collection.unique.flatMap((fields) => this.#pairKeysOf(fields));
    return this.#pairs.flatMap((pair) => {
      const [first, second] = pair.fields.map((field) => where[field]);
      if (typeof first !== 'string' || typeof second !== 'string') return [];
      const owner = pair.owner(first, second);
      const ids = owner === undefined ? [] : [owner];
      return [{ size: ids.length, ids: () => ids, includes: (id: string) => id === owner }];
    });
  }

  #pairKeysOf([first = '', second = '', ...more]: readonly string[]): PairKeys[] {
    const [firsts, seconds] = [this.#ids.get(first), this.#ids.get(second)];
    return firsts && seconds && more.length === 0 ? [new PairKeys([first, second], firsts, seconds)] : [];
  }

  #drop(field: string, value: string, id: string): void {
    const index = this.#ids.get(field);
    const ids = index?.get(value);
    ids?.delete(id);
    if (ids?.size === 0) index?.delete(value);
  }

  #bucket(field: string, value: string): Set<string> {
    const index = this.#ids.get(field) ?? new Map<string, Set<string>>();
    const ids = index.get(value) ?? new Set();
    index.set(value, ids);
    return ids;
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
