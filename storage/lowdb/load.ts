import { AppError } from '../../domain/errors.ts';
import type { Entry } from '../kept-store.ts';
import { schemaVersion } from '../schema.ts';
import { readCheckpoint } from './checkpoint.ts';
import { type Findings, noFindings } from './findings.ts';
import type { JournalEnd } from './journal.ts';
import { type Checkpoint, layout, type SegmentEntry } from './layout.ts';
import type { OpenFiles } from './open-files.ts';
import { type Held, unpacked } from './packed.ts';
import { type ApplyChange, replayJournal } from './replay.ts';
import { checkSegment, type ReadSegment, readSegment, type SegmentContent } from './segment-file.ts';
import type { SegmentSource } from './segment-source.ts';
import { Segments } from './segments.ts';
import { Tables } from './tables.ts';

/** What a data folder holds. */
export interface Loaded extends Readonly<Findings> {
  /** Of this program's version, else empty. */
  readonly tables: Tables;
  /** Records of an older version, by collection and id; else empty. */
  readonly older: OlderRecords;
  readonly segments: Segments;
  /** Undefined when there is none yet. */
  readonly checkpoint: Checkpoint | undefined;
  /** The number of the last commit; 0 before the first. */
  readonly lastCommit: number;
  /** Undefined when there is no journal yet. */
  readonly journal: JournalEnd | undefined;
}

/**
 * Reads a data folder as far as it can be read, changes nothing, and tells of everything that is not as it was
 * written. Throws `STORE_NEWER` for the files of a later program, and `STORE_UNAVAILABLE` when it cannot read them.
 * With `files`, records of this program's version stay in the segments and are read through it when they are asked
 * for: only for whoever holds the lock, since a writer deletes segments.
 */
export async function loadFolder(dataDir: string, files?: OpenFiles): Promise<Loaded> {
  try {
    return await load(dataDir, files);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('STORE_UNAVAILABLE', `${dataDir} cannot be read`, { cause });
  }
}

/**
 * The same beside a process that writes: what is read belongs together, since the checkpoint was the same before and
 * after. A last line that is being written just then is left out.
 */
export async function loadFolderInUse(dataDir: string): Promise<Loaded> {
  for (;;) {
    const loaded = await loadFolder(dataDir);
    const after = await readCheckpoint(dataDir, noFindings());
    if (after?.epoch === loaded.checkpoint?.epoch) return loaded;
  }
}

/** Where what is read goes. */
interface Sink {
  segment(entry: SegmentEntry, read: () => SegmentContent, source?: SegmentSource): void;
  readonly apply: ApplyChange;
}

async function load(dataDir: string, files?: OpenFiles): Promise<Loaded> {
  const findings = noFindings();
  const checkpoint = await readCheckpoint(dataDir, findings);
  const [tables, older, segments] = [new Tables(), new OlderRecords(), new Segments()];
  const sink = checkpoint && checkpoint.schemaVersion < schemaVersion ? older : sinkOf(tables, segments);
  const entries = checkpoint?.segments ?? [];
  // Many at once: reading goes on while the rest of the program is being loaded.
  const read = await (files && sink !== older
    ? checkedSegments(dataDir, entries, files)
    : Promise.all(entries.map(async (entry) => readSegment(dataDir, entry))));
  for (const [place, entry] of entries.entries()) {
    const { content, source, part, fault } = read[place] as ReadSegment;
    sink.segment(entry, content, source);
    findings.parts.push(part);
    if (fault) findings.faults.push(fault);
  }
  const { apply } = sink;
  const { last, end } = await replayJournal(dataDir, checkpoint?.upTo ?? 0, apply, findings);
  if (checkpoint && !end)
    findings.faults.push({
      file: layout.journal(dataDir),
      offset: undefined,
      what: 'The journal is missing.',
      drops: 'the commits made since the checkpoint',
    });
  return { ...findings, tables, older, segments, checkpoint, lastCommit: last, journal: end };
}

/** How many segments are checked at a time. */
const lanes = 16;

async function checkedSegments(
  dataDir: string,
  entries: readonly SegmentEntry[],
  files: OpenFiles,
): Promise<ReadSegment[]> {
  const read: ReadSegment[] = [];
  const largest = Math.max(0, ...entries.map(({ bytes }) => bytes));
  const left = entries.entries();
  const lane = async () => {
    // One for all that comes along: what each file leaves behind would stay in the process for a long time.
    const room = Buffer.allocUnsafeSlow(largest);
    for (const [place, entry] of left) read[place] = await checkSegment(dataDir, entry, files, room);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, entries.length) }, lane));
  return read;
}

/** Tables that take in what was read when they are first used. */
function sinkOf(tables: Tables, segments: Segments): Sink {
  return {
    segment(entry, read, source) {
      const table = tables.get(entry.collection);
      const segment = segments.add(entry, source);
      table.whenUsed(() => {
        const content = read();
        table.add(content);
        segments.take(segment, content.index.ids);
      });
    },
    apply(collection, id, record) {
      const table = tables.get(collection);
      table.whenUsed(() => {
        if (record) table.put(record);
        else table.delete(id);
        segments.note(collection, id, record !== undefined);
      });
    },
  };
}

/** Records of an older version: shapes and collections that this program need not know. */
class OlderRecords implements Sink {
  readonly #records = new Map<string, Map<string, Held>>();
  readonly apply: ApplyChange = (collection, id, record) => {
    if (record) this.#in(collection).set(id, record);
    else this.#in(collection).delete(id);
  };

  segment({ collection }: SegmentEntry, read: () => SegmentContent): void {
    const { index, records } = read();
    for (const [place, held] of records.entries()) this.#in(collection).set(index.ids[place] ?? '', held);
  }

  *all(): Generator<Entry> {
    for (const [collection, found] of this.#records)
      for (const held of found.values()) yield { collection, record: unpacked(held) };
  }

  #in(collection: string): Map<string, Held> {
    const found = this.#records.get(collection) ?? new Map<string, Held>();
    this.#records.set(collection, found);
    return found;
  }
}
