import type { StoredRecord } from '../../domain/store.ts';
import { frozen } from '../record.ts';

/**
 * A JSON value as its bytes lie in a file that was read, parsed when it is asked for: thousands of records that nobody
 * asks for cost their bytes and no more.
 */
export class Packed {
  readonly #file: Buffer;
  readonly #start: number;
  readonly #end: number;

  /** `start` and `end` are the places in the file between which the JSON stands. */
  constructor(file: Buffer, start: number, end: number) {
    this.#file = file;
    this.#start = start;
    this.#end = end;
  }

  get json(): string {
    return this.#file.toString('utf8', this.#start, this.#end);
  }

  get value(): unknown {
    return JSON.parse(this.json);
  }
}

/** A record in memory: as it is, or packed. */
export type Held = StoredRecord | Packed;

/** The record, frozen. */
export function unpacked(held: Held): StoredRecord {
  return held instanceof Packed ? frozen(held.value as StoredRecord) : frozen(held);
}
