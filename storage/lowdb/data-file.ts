import { readFile } from 'node:fs/promises';
import type { Adapter } from 'lowdb';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import { type Disk, hasErrno, replaceFile } from '../durable-file.ts';

/** The number of the layout of the data file that this program writes, and the newest that it reads. */
export const schemaVersion = 1;

const Versioned = z.object({ schemaVersion: z.number().int().positive() });
const Contents = Versioned.extend({ collections: z.record(z.string(), z.array(z.unknown())) });

/** What the data file holds: the records of each collection by its name, not yet checked one by one. */
export type Contents = z.infer<typeof Contents>;

/** lowdb's way to the data file: each write replaces the whole file and resolves when that is on disk. */
export class DataFile implements Adapter<Contents> {
  readonly #path: string;
  readonly #disk: Disk;

  constructor(path: string, disk: Disk) {
    this.#path = path;
    this.#disk = disk;
  }

  /** Null when there is no file yet. Throws `STORE_DAMAGED`, or `STORE_NEWER` for a layout of a newer program. */
  async read(): Promise<Contents | null> {
    const text = await this.#text();
    return text === undefined ? null : parseContents(text, this.#path);
  }

  async write(contents: Contents): Promise<void> {
    await replaceFile(this.#path, JSON.stringify(contents), this.#disk);
  }

  async #text(): Promise<string | undefined> {
    try {
      return await readFile(this.#path, 'utf8');
    } catch (cause) {
      if (hasErrno(cause, 'ENOENT')) return undefined;
      throw new AppError('STORE_UNAVAILABLE', `${this.#path} cannot be read`, { cause });
    }
  }
}

function parseContents(text: string, path: string): Contents {
  try {
    const value: unknown = JSON.parse(text);
    const found = Versioned.parse(value).schemaVersion;
    if (found > schemaVersion)
      throw new AppError('STORE_NEWER', `${path} has layout ${found}; this program reads up to ${schemaVersion}`);
    return Contents.parse(value);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('STORE_DAMAGED', `${path} is not a data file of this program`, { hint: path, cause });
  }
}
