import { basename, join } from 'node:path';
import { type Disk, isThere } from '../durable-file.ts';
import { assertNotNewer, type Findings } from './findings.ts';
import { journalFiles } from './journal.ts';
import { Checkpoint, layout, SegmentHeader, segmentName } from './layout.ts';
import { Lines } from './lines.ts';
import { namesIn, readLines, writeLines } from './lines-file.ts';

/**
 * The checkpoint of a folder; undefined when nothing was ever folded there. One that cannot be read, or is missing, is
 * made anew. Throws `STORE_NEWER`.
 */
export async function readCheckpoint(dataDir: string, findings: Findings): Promise<Checkpoint | undefined> {
  const path = layout.checkpoint(dataDir);
  const lines = await readLines(path);
  if (!lines) return (await isNew(dataDir)) ? undefined : missing(dataDir, path, findings);
  findings.parts.push({ name: basename(path), records: undefined, bytes: lines.content.length });
  const [first, ...more] = lines;
  const value = first?.intact ? first.content.value : undefined;
  assertNotNewer(path, value);
  const read = Checkpoint.safeParse(value);
  if (read.success && more.length === 0) return read.data;
  findings.faults.push({ file: path, offset: 0, what: 'The checkpoint is not as it was written.', drops });
  return rebuiltCheckpoint(dataDir);
}

const drops = 'the checkpoint; the segments and the journal make up a new one';

/** True where segments can only be those of version 1's data being brought forward, or there are none. */
async function isNew(dataDir: string): Promise<boolean> {
  const segments = await namesIn(layout.segments(dataDir));
  return !segments.some((name) => segmentName.parse(name)) || isThere(layout.versionOne(dataDir));
}

async function missing(dataDir: string, path: string, findings: Findings): Promise<Checkpoint> {
  findings.faults.push({ file: path, offset: undefined, what: 'The checkpoint is missing.', drops });
  return rebuiltCheckpoint(dataDir);
}

/** Puts a checkpoint in place of the one before; resolves when it is on disk. */
export async function writeCheckpoint(dataDir: string, checkpoint: Checkpoint, disk: Disk): Promise<void> {
  await writeLines(layout.checkpoint(dataDir), Lines.of([checkpoint]), disk);
}

/**
 * The newest file of each segment. Some may belong to a fold that came to no checkpoint; they hold commits that the
 * journal holds, too, and replaying those again changes nothing.
 */
async function rebuiltCheckpoint(dataDir: string): Promise<Checkpoint> {
  const newest = new Map<number, { epoch: number; file: string }>();
  for (const file of await namesIn(layout.segments(dataDir))) {
    const { number, epoch } = segmentName.parse(file) ?? {};
    if (number === undefined || epoch === undefined) continue;
    if (epoch >= (newest.get(number)?.epoch ?? 0)) newest.set(number, { epoch, file });
  }
  const segments: Checkpoint['segments'] = [];
  const versions: number[] = [];
  for (const { file } of newest.values()) {
    const lines = await readLines(join(layout.segments(dataDir), file));
    const [first] = lines ?? [];
    const header = SegmentHeader.safeParse(first?.intact ? first.content.value : undefined).data;
    if (!lines || !header) continue;
    const { collection, number, records } = header;
    segments.push({ file, collection, number, records, bytes: lines.content.length, checksum: lines.checksum });
    versions.push(header.schemaVersion);
  }
  const epoch = Math.max(0, ...[...newest.values()].map((one) => one.epoch));
  const [firstJournal = 1] = await journalFiles(dataDir);
  return { schemaVersion: Math.max(1, ...versions), epoch, upTo: firstJournal - 1, segments };
}
