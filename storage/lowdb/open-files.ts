import { closeSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../domain/errors.ts';

/** How many files are kept open. */
const mostOpen = 32;

/** Files that are read here and there, of which the last ones used stay open. */
export class OpenFiles {
  /** Descriptors by path; the one used last comes last. */
  readonly #open = new Map<string, number>();
  #room = Buffer.alloc(0);
  #closed = false;

  /** Reads from a place in a file; gives what is there, at most as much as fits. Throws `STORE_UNAVAILABLE`. */
  read(path: string, into: Buffer, from: number): Buffer {
    if (this.#closed) throw new AppError('STORE_UNAVAILABLE', 'the store is closed');
    try {
      const descriptor = this.#descriptor(path);
      let length = 0;
      for (let bytes = -1; bytes !== 0 && length < into.length; length += bytes)
        bytes = readSync(descriptor, into, length, into.length - length, from + length);
      return into.subarray(0, length);
    } catch (cause) {
      throw new AppError('STORE_UNAVAILABLE', `${path} cannot be read`, { cause });
    }
  }

  /** The start of a file, in bytes that are good until the next call. Throws `STORE_UNAVAILABLE`. */
  glance(path: string, bytes: number): Buffer {
    if (this.#room.length < bytes) this.#room = Buffer.allocUnsafeSlow(bytes);
    return this.read(path, this.#room.subarray(0, bytes), 0);
  }

  /** To be called before a file is deleted. */
  drop(path: string): void {
    const descriptor = this.#open.get(path);
    if (descriptor === undefined) return;
    this.#open.delete(path);
    closeSync(descriptor);
  }

  /** Closes all of them for good. */
  close(): void {
    this.#closed = true;
    for (const path of this.#open.keys()) this.drop(path);
  }

  #descriptor(path: string): number {
    const known = this.#open.get(path);
    const [oldest] = known === undefined && this.#open.size >= mostOpen ? this.#open.keys() : [];
    if (oldest !== undefined) this.drop(oldest);
    const descriptor = known ?? openSync(path, 'r');
    this.#open.delete(path);
    this.#open.set(path, descriptor);
    return descriptor;
  }
}
