import type { StoredRecord } from '../../domain/store.ts';
import { valuesOf } from '../record.ts';

/** Which ids have which value of a field. */
type Ids = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Who holds each unique key of two fields: a member's answer to a survey is found at once, however many answers the
 * member and the survey have.
 */
export class PairKeys {
  readonly fields: readonly [string, string];
  readonly #owners = new Map<string, Map<string, string>>();

  /** Made from the indexes of the two fields. */
  constructor(fields: readonly [string, string], firsts: Ids, seconds: Ids) {
    this.fields = fields;
    const secondOf = new Map<string, string>();
    for (const [second, ids] of seconds) for (const id of ids) secondOf.set(id, second);
    for (const [first, ids] of firsts) for (const id of ids) this.#own(first, secondOf.get(id), id);
  }

  /** The id of the record that holds a key. */
  owner(first: string, second: string): string | undefined {
    return this.#owners.get(first)?.get(second);
  }

  /** To be called when a record comes, in place of one or as new. */
  put(record: StoredRecord): void {
    const [first, second] = this.#keyOf(record);
    this.#own(first, second, record.id);
  }

  /** To be called when a record goes, or before another version of it comes. */
  drop(record: StoredRecord): void {
    const [first = '', second = ''] = this.#keyOf(record);
    // Within one write a key may have gone to another record already.
    if (this.owner(first, second) !== record.id) return;
    const owners = this.#owners.get(first);
    owners?.delete(second);
    if (owners?.size === 0) this.#owners.delete(first);
  }

  #own(first: string | undefined, second: string | undefined, id: string): void {
    if (first === undefined || second === undefined) return;
    const owners = this.#owners.get(first) ?? new Map<string, string>();
    this.#owners.set(first, owners);
    owners.set(second, id);
  }

  #keyOf(record: StoredRecord) {
    return this.fields.map((field) => valuesOf(record, field)[0]);
  }
}
