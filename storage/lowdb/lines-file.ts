import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Adapter, Low } from 'lowdb';
import { type Disk, hasErrno, machineDisk, replaceFile, syncFolder } from '../durable-file.ts';
import { Lines } from './lines.ts';

/**
 * lowdb's way to a file of checked lines, one JSON value each. A write replaces the whole file and resolves when that
 * is on disk; until then a reader finds the file as it was.
 */
class LinesFile implements Adapter<Lines> {
  readonly #path: string;
  readonly #disk: Disk;

  constructor(path: string, disk: Disk) {
    this.#path = path;
    this.#disk = disk;
  }

  async read(): Promise<Lines | null> {
    const content = await contentOf(this.#path);
    return content ? new Lines(content) : null;
  }

  async write(lines: Lines): Promise<void> {
    await replaceFile(this.#path, lines.content, this.#disk);
  }
}

/** The lines of a file; undefined when there is no such file. */
export async function readLines(path: string): Promise<Lines | undefined> {
  const none = new Lines(Buffer.alloc(0));
  const low = new Low(new LinesFile(path, machineDisk), none);
  await low.read();
  return low.data === none ? undefined : low.data;
}

/** Replaces a file by one with these lines; resolves when it is on disk. */
export async function writeLines(path: string, lines: Lines, disk: Disk): Promise<void> {
  const low = new Low(new LinesFile(path, disk), lines);
  await low.write();
}

/**
 * A file's bytes, in memory once and nowhere else; undefined when there is no such file. They are put into `room`
 * when that is given and large enough.
 */
export async function contentOf(path: string, room?: Buffer): Promise<Buffer | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    const { size } = await file.stat();
    const content = room && room.length >= size ? room : Buffer.allocUnsafeSlow(size);
    let length = 0;
    for (let bytes = -1; bytes !== 0 && length < size; length += bytes)
      bytes = (await file.read(content, length, size - length)).bytesRead;
    return content.subarray(0, length);
  } finally {
    await file.close();
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

/** Deletes all other files of a folder, in the order of their names; resolves when no power cut brings them back. */
export async function keepOnly(folder: string, kept: ReadonlySet<string>, disk: Disk): Promise<void> {
  const dropped = (await namesIn(folder)).filter((name) => !kept.has(name)).sort();
  for (const name of dropped) await rm(join(folder, name), { force: true });
  if (dropped.length > 0) await syncFolder(folder, disk);
}
