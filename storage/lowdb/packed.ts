import type { StoredRecord } from '../../domain/store.ts';
import { frozen } from '../record.ts';

/** The bytes in which packed values lie. */
export interface Source {
  /** The text between two places in bytes. Throws `STORE_DAMAGED` and `STORE_UNAVAILABLE` where it has to be read first. */
  text(start: number, end: number): string;
}

/** Bytes that were read and stay in memory. */
export function inMemory(content: Buffer): Source {
  return { text: (start, end) => content.toString('utf8', start, end) };
}

/**
 * A JSON value as its bytes lie in a file, parsed when it is asked for: thousands of records that nobody asks for cost
 * their bytes at most.
 */
export class Packed {
  readonly #source: Source;
  readonly #start: number;
  readonly #end: number;

  /** `start` and `end` are the places in the source between which the JSON stands. */
  constructor(source: Source, start: number, end: number) {
    this.#source = source;
    this.#start = start;
    this.#end = end;
  }

  get json(): string {
    return this.#source.text(this.#start, this.#end);
  }

  get value(): unknown {
    return JSON.parse(this.json);
  }
}

/** A record in memory or within reach: as it is, or packed. */
export type Held = StoredRecord | Packed;

/** The record, frozen. Throws what reading it throws. */
export function unpacked(held: Held): StoredRecord {
  return held instanceof Packed ? frozen(held.value as StoredRecord) : frozen(held);
}
