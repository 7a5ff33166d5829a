import { join } from 'node:path';
import type { StoredRecord } from '../../domain/store.ts';
import { collectionNamed } from '../change.ts';
import type { Disk } from '../durable-file.ts';
import type { StoreFault, StorePart } from '../kept-store.ts';
import { indexedFields, valuesOf } from '../record.ts';
import { schemaVersion } from '../schema.ts';
import { layout, type SegmentEntry, SegmentHeader, type SegmentIndex, segmentName } from './layout.ts';
import { Lines } from './lines.ts';
import { contentOf, readLines, writeLines } from './lines-file.ts';
import type { OpenFiles } from './open-files.ts';
import { type Held, type Packed, unpacked } from './packed.ts';
import { SegmentSource } from './segment-source.ts';

/** The records of a segment, packed, and where their indexed values stand. */
export interface SegmentContent {
  readonly index: SegmentIndex;
  readonly records: readonly Packed[];
}

/** What reading a segment gave. */
export interface ReadSegment {
  /** Splits the file into lines only when it is called: a file whose checksum is right needs no look inside. */
  readonly content: () => SegmentContent;
  /** The file, when its records are to be read from there; undefined when they are in memory. */
  readonly source?: SegmentSource;
  readonly part: StorePart;
  readonly fault: StoreFault | undefined;
}

/** A segment as far as it can be read, and a fault when that is not all of it. */
export async function readSegment(dataDir: string, entry: SegmentEntry): Promise<ReadSegment> {
  const path = join(layout.segments(dataDir), entry.file);
  const lines = await readLines(path);
  const whole = lines?.content.length === entry.bytes && lines.checksum === entry.checksum;
  const part = { name: entry.file, records: entry.records, bytes: lines?.content.length ?? 0 };
  if (lines && whole) return { content: () => contentIn(entry.collection, lines), part, fault: undefined };
  const content = salvaged(entry.collection, lines ?? []);
  const fault = {
    file: path,
    offset: lines && ([...lines].find(({ intact }) => !intact)?.offset ?? lines.content.length),
    what: lines ? 'The file is not as it was written.' : 'The file is missing.',
    drops: `${entry.records - content.records.length} of ${entry.records} records of ${entry.collection}`,
  };
  return { content: () => content, part, fault };
}

/**
 * The same, leaving the records in the file: it is read into `room` and checked, and again when they are asked for,
 * through `files`. One that is not whole is read into memory.
 */
export async function checkSegment(
  dataDir: string,
  entry: SegmentEntry,
  files: OpenFiles,
  room: Buffer,
): Promise<ReadSegment> {
  const { file, collection, records, bytes, checksum } = entry;
  const path = join(layout.segments(dataDir), file);
  const read = await contentOf(path, room);
  if (read?.length !== bytes || new Lines(read).checksum !== checksum) return readSegment(dataDir, entry);
  const source = new SegmentSource(path, bytes, files);
  const content = () => {
    const found = contentIn(collection, source.lines(), source);
    // Line breaks that came or went would give ids the records of others.
    if (found.records.length !== records) throw source.damaged(0);
    return found;
  };
  return { content, source, part: { name: file, records, bytes }, fault: undefined };
}

function contentIn(collection: string, lines: Lines, source?: SegmentSource): SegmentContent {
  const [header, ...records] = lines.trusted(source);
  const { index } = SegmentHeader.parse(header?.value);
  // A program that asked for fewer fields wrote it.
  const lacking = indexedFields(collectionNamed(collection)).some((field) => !Object.hasOwn(index.fields, field));
  return { index: lacking ? indexOf(collection, records) : index, records };
}

function salvaged(collection: string, lines: Iterable<{ intact: boolean; content?: Packed }>): SegmentContent {
  const intact = [...lines].flatMap((line) => line.content ?? []);
  const records = intact.filter(({ value }) => typeof (value as Partial<StoredRecord>).id === 'string');
  return { index: indexOf(collection, records), records };
}

/** Writes a segment of an epoch under a name of its own; resolves with its entry when it is on disk. */
export async function writeSegment(
  dataDir: string,
  { collection, number, records }: { collection: string; number: number; records: readonly Held[] },
  at: { readonly epoch: number; readonly upTo: number },
  disk: Disk,
): Promise<SegmentEntry> {
  const file = segmentName.of(collection, number, at.epoch);
  const index = indexOf(collection, records);
  const header: SegmentHeader = { schemaVersion, collection, number, records: records.length, upTo: at.upTo, index };
  const lines = Lines.of([header, ...records]);
  await writeLines(join(layout.segments(dataDir), file), lines, disk);
  const { checksum } = lines;
  return { file, collection, number, records: records.length, bytes: lines.content.length, checksum };
}

function indexOf(collection: string, held: readonly Held[]): SegmentIndex {
  const records = held.map(unpacked);
  const fields = indexedFields(collectionNamed(collection)).map((field) => {
    const places = new Map<string, number[]>();
    for (const [place, record] of records.entries())
      for (const value of valuesOf(record, field)) {
        const found = places.get(value);
        if (found) found.push(place);
        else places.set(value, [place]);
      }
    return [field, Object.fromEntries(places)] as const;
  });
  return { ids: records.map(({ id }) => id), fields: Object.fromEntries(fields) };
}
