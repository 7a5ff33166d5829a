import { readdir, readFile } from 'node:fs/promises';
import type { Adapter } from 'lowdb';
import { type Disk, hasErrno, replaceFile } from '../durable-file.ts';
import { type Line, lineOf, linesOf } from './lines.ts';
import type { Packed } from './packed.ts';

/**
 * lowdb's way to a file of checked lines, one JSON value each. A write replaces the whole file and resolves when that
 * is on disk; until then a reader finds the file as it was.
 */
export class LinesFile implements Adapter<readonly unknown[]> {
  readonly path: string;
  readonly #disk: Disk;
  /** Where the lines begin that are not as they were written, found by the last read. */
  damage: readonly number[] = [];
  /** Bytes of the file, as last read or written; undefined when there is none. */
  bytes: number | undefined;

  constructor(path: string, disk: Disk) {
    this.path = path;
    this.#disk = disk;
  }

  /** The intact lines, each packed; null when there is no file. */
  async read(): Promise<Packed[] | null> {
    const content = await contentOf(this.path);
    if (!content) return null;
    const lines = [...linesOf(content)];
    this.damage = lines.filter((line) => !line.intact).map(({ offset }) => offset);
    this.bytes = content.length;
    return lines.flatMap((line: Line) => (line.intact ? [line.content] : []));
  }

  async write(values: readonly unknown[]): Promise<void> {
    const text = values.map(lineOf).join('');
    await replaceFile(this.path, text, this.#disk);
    this.bytes = Buffer.byteLength(text);
  }
}

/** A file's bytes; undefined when there is no such file. */
export async function contentOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** The names in a folder; none when there is no such folder. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return [];
    throw error;
  }
}
