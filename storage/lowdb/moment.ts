import type { StoredRecord, Where } from '../../domain/store.ts';
import { conditionsOf, matches } from './matching.ts';
import type { Held } from './packed.ts';
import type { Table } from './table.ts';

/** A table as it was when a moment began, told from the table of now and what has changed in it since. */
export class MomentTable {
  readonly #now: Table;
  /** Records changed since, as they were; undefined for one that was not there. */
  readonly #before = new Map<string, StoredRecord | undefined>();

  constructor(now: Table) {
    this.#now = now;
  }

  get collection() {
    return this.#now.collection;
  }

  /** To be called before a record of the table changes. */
  keep(id: string): void {
    if (!this.#before.has(id)) this.#before.set(id, this.#now.get(id));
  }

  get(id: string): StoredRecord | undefined {
    return this.#before.has(id) ? this.#before.get(id) : this.#now.get(id);
  }

  held(id: string): Held | undefined {
    return this.#before.has(id) ? this.#before.get(id) : this.#now.held(id);
  }

  match(where: Where<string>): string[] {
    const unchanged = this.#now.match(where).filter((id) => !this.#before.has(id));
    const conditions = conditionsOf(where);
    const before = [...this.#before.values()].filter((record) => record !== undefined);
    return [...unchanged, ...before.filter((record) => matches(record, conditions)).map(({ id }) => id)];
  }
}
