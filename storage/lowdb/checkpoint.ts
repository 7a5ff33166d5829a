import { basename, join } from 'node:path';
import { type Disk, isThere } from '../durable-file.ts';
import { assertNotNewer, type Findings } from './findings.ts';
import { journalFiles } from './journal.ts';
import { Checkpoint, layout, type SegmentEntry, SegmentHeader, segmentName } from './layout.ts';
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
 * The oldest file of each segment. A later one beside it is of a fold that was cut short, of which other files may be
 * lacking; what it holds the journal holds, too, since a fold deletes the older segments first and the journal last.
 */
async function rebuiltCheckpoint(dataDir: string): Promise<Checkpoint> {
  const named = (await namesIn(layout.segments(dataDir))).flatMap((file) => {
    const name = segmentName.parse(file);
    return name ? { file, ...name } : [];
  });
  const oldest = new Map(named.toSorted((a, b) => b.epoch - a.epoch).map((one) => [one.number, one]));
  const found = await Promise.all([...oldest.values()].map((one) => rebuiltEntry(dataDir, one)));
  const [firstJournal = 1] = await journalFiles(dataDir);
  return {
    schemaVersion: Math.max(1, ...found.map(({ version }) => version)),
    epoch: Math.max(0, ...named.map(({ epoch }) => epoch)),
    upTo: firstJournal - 1,
    segments: found.map(({ entry }) => entry),
  };
}

/** What a checkpoint says of a segment's file; of one that is damaged, a checksum that no file has. */
async function rebuiltEntry(dataDir: string, of: { file: string; collection: string; number: number }) {
  const { file, collection, number } = of;
  const lines = (await readLines(join(layout.segments(dataDir), file))) ?? new Lines(Buffer.alloc(0));
  const [first, ...rest] = lines;
  const header = SegmentHeader.safeParse(first?.intact ? first.content.value : undefined).data;
  const whole = header?.records === rest.length && rest.every(({ intact }) => intact);
  const records = header?.records ?? rest.length;
  const checksum = whole ? lines.checksum : -1;
  const entry: SegmentEntry = { file, collection, number, records, bytes: lines.content.length, checksum };
  return { entry, version: header?.schemaVersion ?? 1 };
}
