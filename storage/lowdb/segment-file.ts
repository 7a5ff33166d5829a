import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import type { Disk } from '../durable-file.ts';
import { schemaVersion } from '../schema.ts';
import { readLines } from './checkpoint.ts';
import type { Findings } from './findings.ts';
import { layout, type SegmentEntry, SegmentHeader, segmentName } from './layout.ts';
import { LinesFile, namesIn } from './lines-file.ts';
import type { Held } from './packed.ts';

/** The records of a segment that can be read, packed, and the size of its file in bytes. */
export async function readSegment(dataDir: string, entry: SegmentEntry, findings: Findings) {
  const path = join(layout.segments(dataDir), entry.file);
  const { damage, lines, bytes = 0 } = await readLines(path);
  const headed = SegmentHeader.safeParse(lines[0]?.value).success;
  const records = headed ? lines.slice(1) : lines;
  const lost = entry.records - records.length;
  if (lost !== 0 || !headed || damage.length > 0)
    findings.faults.push({
      file: path,
      offset: damage[0] ?? bytes,
      what: bytes === 0 ? 'The file is missing or empty.' : 'The file is not as it was written.',
      drops: `${lost} of ${entry.records} records of ${entry.collection}`,
    });
  findings.parts.push({ name: entry.file, records: records.length, bytes });
  return { records, bytes };
}

/** What goes into a segment's file. */
export interface SegmentContent {
  readonly collection: string;
  readonly number: number;
  readonly records: readonly Held[];
}

/** Writes a segment of an epoch under a name of its own; resolves with its entry and size when it is on disk. */
export async function writeSegment(
  dataDir: string,
  content: SegmentContent,
  at: { readonly epoch: number; readonly upTo: number },
  disk: Disk,
): Promise<{ entry: SegmentEntry; bytes: number }> {
  const { collection, number, records } = content;
  const name = segmentName.of(collection, number, at.epoch);
  const file = new LinesFile(join(layout.segments(dataDir), name), disk);
  const low = new Low<readonly unknown[]>(file, []);
  const header = { schemaVersion, collection, number, records: records.length, upTo: at.upTo };
  low.data = [header, ...records];
  await low.write();
  return { entry: { file: name, collection, number, records: records.length }, bytes: file.bytes ?? 0 };
}

/** Deletes the files of segments that are not among those named. */
export async function dropSegments(dataDir: string, named: ReadonlySet<string>): Promise<void> {
  const folder = layout.segments(dataDir);
  for (const name of await namesIn(folder)) if (!named.has(name)) await rm(join(folder, name), { force: true });
}
