import type { AnyCollection } from '../../domain/collections.ts';
import { AppError } from '../../domain/errors.ts';
import type { StoredRecord } from '../../domain/store.ts';
import { type Change, type Guard, isChange } from '../change.ts';
import { type UniqueKey, uniqueKeysOf } from '../record.ts';

/** What a change is checked against: the store, or the changes already drafted on top of it. */
export interface Ground {
  record(collection: string, id: string): StoredRecord | undefined;
  /** The id of the record that holds a unique key. */
  owner(collection: string, key: UniqueKey): string | undefined;
}

/** Changes drafted on top of a ground that they leave as it is, so that dropping the draft undoes them. */
export class Draft implements Ground {
  readonly #ground: Ground;
  readonly #changes = new Map<string, Change>();
  readonly #owners = new Map<string, string | undefined>();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  get changes(): Iterable<Change> {
    return this.#changes.values();
  }

  record(collection: string, id: string): StoredRecord | undefined {
    const change = this.#changes.get(`${collection} ${id}`);
    return change ? change.record : this.#ground.record(collection, id);
  }

  owner(collection: string, key: UniqueKey): string | undefined {
    const place = `${collection} ${key.text}`;
    return this.#owners.has(place) ? this.#owners.get(place) : this.#ground.owner(collection, key);
  }

  /** Drafts all the changes or none. Throws `CONFLICT` or `DUPLICATE`. */
  add(steps: readonly Guard[]): void {
    const attempt = new Draft(this);
    for (const step of steps) attempt.#add(step);
    for (const [place, change] of attempt.#changes) this.#changes.set(place, change);
    for (const [place, owner] of attempt.#owners) this.#owners.set(place, owner);
  }

  #add(step: Guard): void {
    const { collection, id, expected } = step;
    const before = this.record(collection.name, id);
    const made = isChange(step) ? step.record : before;
    if ((before?.version ?? 0) !== expected || (!before && !made))
      throw new AppError('CONFLICT', `${collection.name} ${id} is not at version ${expected}`);
    if (isChange(step)) this.#change(step, before);
  }

  #change(change: Change, before: StoredRecord | undefined): void {
    const { collection, id, record } = change;
    for (const key of before ? uniqueKeysOf(collection, before) : []) this.#own(collection, key, undefined);
    for (const key of record ? uniqueKeysOf(collection, record) : []) {
      if (this.owner(collection.name, key) !== undefined)
        throw new AppError('DUPLICATE', `${collection.name} ${id}: another record has its unique key`);
      this.#own(collection, key, id);
    }
    this.#changes.set(`${collection.name} ${id}`, change);
  }

  #own(collection: AnyCollection, key: UniqueKey, id: string | undefined): void {
    this.#owners.set(`${collection.name} ${key.text}`, id);
  }
}
