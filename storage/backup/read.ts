import { type AnyCollection, collections } from '../../domain/collections.ts';
import { AppError } from '../../domain/errors.ts';
import type { StoredRecord } from '../../domain/store.ts';
import type { Entry } from '../kept-store.ts';
import { storedForm } from '../record.ts';
import { schemaVersion } from '../schema.ts';
import { collectionNow, type Upgrade, upgradeRecord, upgrades } from '../upgrades.ts';
import { canonicalJson } from './canonical-json.ts';
import { type Contents, lineOf, Tally } from './contents.ts';
import { AnyHeader, Ending, formatVersion, Header, RecordLine } from './format.ts';
import { damagedLine, type Line, linesOf } from './lines.ts';

/** What a backup was found to be, read to its end. */
export interface BackupReport {
  readonly header: Header;
  /** What the file holds, as it was written. */
  readonly written: Contents;
  /** What a store holds once it is filled from the file: the same, but for records brought to this program's shapes. */
  readonly restored: Contents;
}

/**
 * The records of a backup in this program's shapes, a few at a time in memory. Whether the file is whole shows only at
 * its end, so whoever cannot take back what they took calls `verifyBackup` first. Throws `STORE_DAMAGED` naming file
 * and line, `STORE_NEWER` for what only a later program can have written, or why the file cannot be read.
 */
export async function* readBackup(
  file: string,
  steps: readonly Upgrade[] = upgrades,
): AsyncGenerator<Entry, BackupReport> {
  const reading = new Reading(file, steps);
  for await (const line of linesOf(file)) {
    const entry = reading.next(line);
    if (entry) yield entry;
  }
  return reading.report();
}

/** Reads all of a backup, changing nothing, and says what it holds. Throws as `readBackup` does. */
export async function verifyBackup(file: string, steps?: readonly Upgrade[]): Promise<BackupReport> {
  const entries = readBackup(file, steps);
  for (;;) {
    const { done, value } = await entries.next();
    if (done) return value;
  }
}

const byName: ReadonlyMap<string, AnyCollection> = new Map(collections.map((one) => [one.name, one]));

/** A backup on the way through: which line may come next, and what has come so far. */
class Reading {
  readonly #file: string;
  readonly #steps: readonly Upgrade[];
  readonly #written = new Tally();
  readonly #restored = new Tally();
  #header: Header | undefined;
  #lines = 0;
  #ended = false;

  constructor(file: string, steps: readonly Upgrade[]) {
    this.#file = file;
    this.#steps = steps;
  }

  /** Takes the next line; gives the entry to restore, if the line holds one. */
  next(line: Line): Entry | undefined {
    this.#lines = line.number;
    if (this.#ended) throw this.#damaged('comes after the end');
    const value = this.#jsonOf(line);
    if (!this.#header) this.#header = this.#headerOf(value);
    else if (hasOwn(value, 'contentHash')) this.#end(value);
    else return this.#entryOf(value, line, this.#header.schemaVersion);
    return undefined;
  }

  report(): BackupReport {
    if (!this.#header || !this.#ended) throw damagedLine(this.#file, this.#lines + 1, 'is missing: the end is cut off');
    return { header: this.#header, written: this.#written.contents(), restored: this.#restored.contents() };
  }

  #jsonOf({ bytes }: Line): unknown {
    try {
      return JSON.parse(bytes.toString('utf8'));
    } catch (cause) {
      throw this.#damaged('is not JSON', cause);
    }
  }

  #headerOf(value: unknown): Header {
    const any = AnyHeader.safeParse(value);
    if (!any.success) throw this.#damaged('is not the header of a backup of this program', any.error);
    if (any.data.formatVersion > formatVersion)
      throw this.#newer(`is of format ${any.data.formatVersion}; this program reads up to ${formatVersion}`);
    if (any.data.schemaVersion > schemaVersion)
      throw this.#newer(`holds data of version ${any.data.schemaVersion}; this program reads up to ${schemaVersion}`);
    const header = Header.safeParse(value);
    if (!header.success) throw this.#damaged('is not a whole header', header.error);
    return header.data;
  }

  #entryOf(value: unknown, line: Line, from: number): Entry | undefined {
    const parsed = RecordLine.safeParse(value);
    if (!parsed.success) throw this.#damaged('is neither a record nor the end', parsed.error);
    const { collection: former, record } = parsed.data;
    this.#written.add(former, line.bytes);
    const upgraded = upgradeRecord(former, record, from, this.#steps);
    if (!upgraded) return undefined;
    const name = collectionNow(former, from);
    const collection = byName.get(name);
    if (!collection) throw this.#newer(`holds a record of ${name}, which this program does not know`);
    const entry = { collection: name, record: this.#storedOf(collection, upgraded) };
    const restored = lineOf(entry);
    // A field that the shape does not know would be dropped in silence.
    if (from === schemaVersion && !line.bytes.equals(Buffer.from(restored)))
      throw this.#damaged(`holds a record of ${name} that is not in this program's shape`);
    this.#restored.add(name, restored);
    return entry;
  }

  #storedOf(collection: AnyCollection, record: unknown): StoredRecord {
    try {
      return storedForm(collection, record);
    } catch (cause) {
      throw this.#damaged(`holds a record of ${collection.name} that does not have its shape`, cause);
    }
  }

  #end(value: unknown): void {
    const ending = Ending.safeParse(value);
    if (!ending.success) throw this.#damaged('is not a whole ending', ending.error);
    const came = this.#written.contents();
    if (ending.data.contentHash !== came.contentHash)
      throw this.#damaged('has another content hash than the records before it');
    if (canonicalJson(ending.data) !== canonicalJson(came))
      throw this.#damaged('speaks of other numbers of records than came before it');
    this.#ended = true;
  }

  #damaged(what: string, cause?: unknown): AppError {
    return damagedLine(this.#file, this.#lines, what, cause);
  }

  #newer(what: string): AppError {
    const message = `${this.#file}: line ${this.#lines} ${what}`;
    return new AppError('STORE_NEWER', message, { hint: message });
  }
}

function hasOwn(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
