import { type FileHandle, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Change } from '../change.ts';
import { type Disk, replaceFile } from '../durable-file.ts';
import { schemaVersion } from '../schema.ts';
import { layout } from './layout.ts';
import { lineOf } from './lines.ts';
import { keepOnly, namesIn } from './lines-file.ts';

/** Where the journal of a data folder ends. */
export interface JournalEnd {
  /** The number of the first commit of the newest file. */
  readonly first: number;
  /** Bytes of the newest file that are whole lines; what comes after is cut off before the next line is written. */
  readonly length: number;
  /** Bytes of the files together. */
  readonly bytes: number;
  /** The numbers of the first commits of all files that count. */
  readonly files: readonly number[];
}

/** The path of the journal file that begins with a commit. Names order as commits do. */
export function journalPath(dataDir: string, first: number): string {
  return join(layout.journal(dataDir), `${String(first).padStart(12, '0')}.jsonl`);
}

/** The numbers that the journal's files begin with, in order. */
export async function journalFiles(dataDir: string): Promise<number[]> {
  const names = await namesIn(layout.journal(dataDir));
  return names
    .flatMap((name) => /^(\d+)\.jsonl$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** The newest file of the journal, open for appending. One call at a time. */
export class Journal {
  readonly #dataDir: string;
  readonly #disk: Disk;
  #file: FileHandle;
  #last: number;
  #first: number;
  #length: number;
  #bytes: number;
  /** True while the file may hold more than `#length` bytes: part of a write that failed, or was never finished. */
  #ragged = false;

  private constructor(dataDir: string, disk: Disk, file: FileHandle, last: number, end: JournalEnd) {
    this.#dataDir = dataDir;
    this.#disk = disk;
    this.#file = file;
    this.#last = last;
    this.#first = end.first;
    this.#length = end.length;
    this.#bytes = end.bytes;
  }

  /** Opens the newest file to go on after the commit numbered `last`, cutting off what was never finished. */
  static async open(dataDir: string, disk: Disk, last: number, end: JournalEnd): Promise<Journal> {
    const file = await disk.open(journalPath(dataDir, end.first), 'a', 0o600);
    try {
      const journal = new Journal(dataDir, disk, file, last, end);
      await journal.#cut();
      return journal;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Bytes of the journal's files together. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The number of the last commit. */
  get last(): number {
    return this.#last;
  }

  /**
   * Resolves when the commits are on disk, in one write and one sync. What a failed call wrote is taken back before
   * anything else is written.
   */
  async append(commits: readonly (readonly Change[])[]): Promise<void> {
    const content = Buffer.from(commits.map((changes, place) => entryOf(this.#last + place + 1, changes)).join(''));
    if (this.#ragged) await this.#cut();
    this.#ragged = true;
    try {
      await this.#file.appendFile(content);
      await this.#file.datasync();
    } catch (error) {
      // Now if possible: nobody should find, after a crash, what its writer was told is not stored.
      await this.#cut().catch(() => undefined);
      throw error;
    }
    this.#ragged = false;
    this.#length += content.length;
    this.#bytes += content.length;
    this.#last += commits.length;
  }

  /** Goes on in a new file, unless the newest one holds no commit yet. */
  async startFile(): Promise<void> {
    // What a failed write left would be damage in a file that is no longer the newest, or even a commit.
    if (this.#ragged) await this.#cut();
    const first = this.#last + 1;
    if (first === this.#first) return;
    const [older, created] = [this.#file, await this.#create(first)];
    this.#file = created.file;
    this.#first = first;
    this.#length = created.length;
    this.#bytes += created.length;
    // All of it is on disk, whatever closing says.
    await older.close().catch(() => undefined);
  }

  async #create(first: number) {
    try {
      const length = await createJournalFile(this.#dataDir, first, this.#disk);
      return { file: await this.#disk.open(journalPath(this.#dataDir, first), 'a', 0o600), length };
    } catch (error) {
      await rm(journalPath(this.#dataDir, first), { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** Deletes the files before the newest one, which are needed no more; resolves when that is on disk. */
  async dropOlder(): Promise<void> {
    await dropJournalFiles(this.#dataDir, [this.#first], this.#disk);
    this.#bytes = this.#length;
  }

  async close(): Promise<void> {
    if (this.#ragged) await this.#cut().catch(() => undefined);
    await this.#file.close();
  }

  async #cut(): Promise<void> {
    await this.#file.truncate(this.#length);
    await this.#file.datasync();
    this.#ragged = false;
  }
}

/** Deletes all files of the journal but those that begin with these commits, and what crashes left among them. */
export async function dropJournalFiles(dataDir: string, needed: readonly number[], disk: Disk): Promise<void> {
  const names = needed.map((first) => basename(journalPath(dataDir, first)));
  await keepOnly(layout.journal(dataDir), new Set(names), disk);
}

function entryOf(commit: number, changes: readonly Change[]): string {
  return lineOf({ commit, changes: changes.map(({ collection, id, record }) => [collection.name, record ?? id]) });
}

/** Puts a journal file without commits in place of what has its name; resolves with its length when it is on disk. */
export async function createJournalFile(dataDir: string, first: number, disk: Disk): Promise<number> {
  const header = Buffer.from(lineOf({ schemaVersion, first }));
  await replaceFile(journalPath(dataDir, first), header, disk);
  return header.length;
}
