import { join } from 'node:path';
import type { StoredRecord } from '../../domain/store.ts';
import { collectionNamed } from '../change.ts';
import type { Disk } from '../durable-file.ts';
import type { StoreFault, StorePart } from '../kept-store.ts';
import { indexedFields, valuesOf } from '../record.ts';
import { schemaVersion } from '../schema.ts';
import { layout, type SegmentEntry, SegmentHeader, type SegmentIndex, segmentName } from './layout.ts';
import { Lines } from './lines.ts';
import { readLines, writeLines } from './lines-file.ts';
import { type Held, type Packed, unpacked } from './packed.ts';

/** The records of a segment, packed, and where their indexed values stand. */
export interface SegmentContent {
  readonly index: SegmentIndex;
  readonly records: readonly Packed[];
}

/** What reading a segment gave. */
export interface ReadSegment {
  /** Splits the file into lines only when it is called: a file whose checksum is right needs no look inside. */
  readonly content: () => SegmentContent;
  readonly part: StorePart;
  readonly fault: StoreFault | undefined;
}

/** A segment as far as it can be read, and a fault when that is not all of it. */
export async function readSegment(dataDir: string, entry: SegmentEntry): Promise<ReadSegment> {
  const path = join(layout.segments(dataDir), entry.file);
  const lines = await readLines(path);
  const whole = lines?.content.length === entry.bytes && lines.checksum === entry.checksum;
  const part = { name: entry.file, records: entry.records, bytes: lines?.content.length ?? 0 };
  if (lines && whole) return { content: () => contentOf(entry.collection, lines), part, fault: undefined };
  const content = salvaged(entry.collection, lines ?? []);
  const fault = {
    file: path,
    offset: lines && ([...lines].find(({ intact }) => !intact)?.offset ?? lines.content.length),
    what: lines ? 'The file is not as it was written.' : 'The file is missing.',
    drops: `${entry.records - content.records.length} of ${entry.records} records of ${entry.collection}`,
  };
  return { content: () => content, part, fault };
}

function contentOf(collection: string, lines: Lines): SegmentContent {
  const [header, ...records] = lines.trusted();
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
