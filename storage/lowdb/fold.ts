import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import type { Disk } from '../durable-file.ts';
import type { HearNotice } from '../kept-store.ts';
import { schemaVersion } from '../schema.ts';
import { writeCheckpoint } from './checkpoint.ts';
import type { CommitQueue } from './commit-queue.ts';
import type { Journal } from './journal.ts';
import { layout, type SegmentEntry } from './layout.ts';
import { keepOnly } from './lines-file.ts';
import type { Held } from './packed.ts';
import { writeSegment } from './segment-file.ts';
import type { Segment, Segments } from './segments.ts';
import type { Tables } from './tables.ts';
import { writeWhole } from './whole.ts';

/** How much journal there may be, as a part of the segments: with a fixed part, folding costs a commit the same at any size. */
const journalShare = 0.25;

/** Bytes by which the journal grows before a fold that failed is tried again. */
const patience = 1_000_000;

/** What folding works on. */
interface FoldParts {
  readonly dataDir: string;
  readonly disk: Disk;
  readonly tables: Tables;
  readonly segments: Segments;
  readonly journal: Journal;
  readonly queue: CommitQueue;
  readonly notice: HearNotice;
  /** The epoch of the checkpoint on disk. */
  readonly epoch: number;
  /** Bytes of journal below which nothing is folded. */
  readonly leastJournal: number;
}

/** What one fold writes: the segments that changed, as they were at one moment. */
interface Captured {
  readonly upTo: number;
  readonly all: readonly Segment[];
  readonly changed: ReadonlyMap<Segment, readonly Held[]>;
}

/** Moves what the journal holds into segments, beside the commits that go on. */
export class Folder {
  readonly #parts: FoldParts;
  #epoch: number;
  #running: Promise<void> | undefined;
  #folding = false;
  #notBefore = 0;

  constructor(parts: FoldParts) {
    this.#parts = parts;
    this.#epoch = parts.epoch;
  }

  /** Starts folding in the background when the journal has grown enough. */
  foldWhenDue(): void {
    const { journal, segments, notice, leastJournal } = this.#parts;
    const due = Math.max(leastJournal, segments.bytes * journalShare, this.#notBefore);
    if (this.#folding || journal.bytes < due) return;
    this.fold().catch((cause: unknown) => {
      this.#notBefore = journal.bytes + patience;
      notice({ kind: 'foldFailed', cause });
    });
  }

  /** Resolves when no file holds any more what was replaced or deleted before the call. One fold runs at a time. */
  fold(): Promise<void> {
    return this.#inTurn(() => this.#fold());
  }

  #inTurn(task: () => Promise<void>): Promise<void> {
    const turn = this.#after(this.#running, task);
    this.#running = turn;
    return turn;
  }

  async #after(earlier: Promise<void> | undefined, task: () => Promise<void>): Promise<void> {
    await earlier?.catch(() => undefined);
    this.#folding = true;
    try {
      await task();
    } finally {
      this.#folding = false;
    }
  }

  /** Resolves when nothing is being folded or filled. */
  async settled(): Promise<void> {
    await this.#running?.catch(() => undefined);
  }

  async #fold(): Promise<void> {
    const { dataDir, disk, journal, queue } = this.#parts;
    const captured = await queue.between(() => this.#capture());
    try {
      const files = await this.#write(captured);
      // From here on the new checkpoint counts; what it does not name is only in the way.
      this.#notBefore = 0;
      await keepOnly(layout.segments(dataDir), files, disk);
      await journal.dropOlder();
    } catch (error) {
      for (const segment of captured.changed.keys()) segment.changed = true;
      throw error;
    }
  }

  async #capture(): Promise<Captured> {
    const { journal, segments, tables } = this.#parts;
    // Changes that were loaded and not yet taken in would count as folded without being in any segment.
    tables.load();
    await journal.startFile();
    const all = segments.all();
    const changed = new Map<Segment, Held[]>();
    for (const segment of all) {
      if (!segment.changed) continue;
      changed.set(
        segment,
        [...segment.ids].flatMap((id) => tables.get(segment.collection).held(id) ?? []),
      );
      segment.changed = false;
    }
    return { upTo: journal.last, all, changed };
  }

  /** Writes the changed segments and the checkpoint that names them; gives the names of the files that now count. */
  async #write({ upTo, all, changed }: Captured): Promise<ReadonlySet<string>> {
    const { dataDir, disk } = this.#parts;
    // Counted up also when this comes to nothing: no file name is ever used twice.
    this.#epoch += 1;
    const at = { epoch: this.#epoch, upTo };
    const written = await this.#writeSegments(changed, at);
    const entryOf = (segment: Segment) => (changed.has(segment) ? written.get(segment) : segment.entry);
    const entries = all.flatMap((segment) => entryOf(segment) ?? []);
    await writeCheckpoint(dataDir, { schemaVersion, ...at, segments: entries }, disk);
    for (const segment of changed.keys()) Object.assign(segment, { entry: written.get(segment), source: undefined });
    return new Set(entries.map(({ file }) => file));
  }

  async #writeSegments(changed: Captured['changed'], at: { epoch: number; upTo: number }) {
    const { dataDir, disk } = this.#parts;
    const written = new Map<Segment, SegmentEntry>();
    try {
      for (const [segment, records] of changed) {
        // Its file will go, and whoever reads a moment from before goes on reading.
        segment.source?.keep();
        if (records.length === 0) continue;
        written.set(segment, await writeSegment(dataDir, { ...segment, records }, at, disk));
      }
      return written;
    } catch (error) {
      // On a full disk, room matters.
      for (const { file } of written.values()) await rm(join(layout.segments(dataDir), file), { force: true });
      throw error;
    }
  }

  /** Fills the store while nothing else is written. Throws `STORE_NOT_EMPTY`. */
  fill(contents: Tables): Promise<void> {
    return this.#inTurn(() => this.#parts.queue.between(() => this.#fill(contents)));
  }

  async #fill(contents: Tables): Promise<void> {
    const { dataDir, disk, journal, segments, tables } = this.#parts;
    if (!tables.isEmpty) throw new AppError('STORE_NOT_EMPTY', `${dataDir} holds data already`);
    this.#epoch += 1;
    const at = { epoch: this.#epoch, upTo: journal.last, after: segments.lastNumber };
    const written = await writeWhole(dataDir, contents, at, disk);
    for (const { entry, ids } of written) segments.take(segments.add(entry), ids);
    tables.add(contents.all());
  }
}
