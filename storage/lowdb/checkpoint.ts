import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Low } from 'lowdb';
import { type Disk, machineDisk } from '../durable-file.ts';
import { assertNotNewer, type Findings } from './findings.ts';
import { journalFiles } from './journal.ts';
import { Checkpoint, layout, SegmentHeader, segmentName } from './layout.ts';
import { LinesFile, namesIn } from './lines-file.ts';
import type { Packed } from './packed.ts';

/** The checkpoint of a folder; undefined when there is none, or none that can be read. Throws `STORE_NEWER`. */
export async function readCheckpoint(dataDir: string, findings: Findings): Promise<Checkpoint | undefined> {
  const path = layout.checkpoint(dataDir);
  const { damage, bytes, lines } = await readLines(path);
  const value = lines[0]?.value;
  if (bytes === undefined) return undefined;
  findings.parts.push({ name: basename(path), records: undefined, bytes });
  assertNotNewer(path, value);
  const read = Checkpoint.safeParse(value);
  if (read.success && damage.length === 0) return read.data;
  findings.faults.push({
    file: path,
    offset: 0,
    what: 'The checkpoint is not as it was written.',
    drops: 'the checkpoint; the segments and the journal make up a new one',
  });
  return rebuiltCheckpoint(dataDir);
}

/** Puts a checkpoint in place of the one before; resolves when it is on disk. */
export async function writeCheckpoint(dataDir: string, checkpoint: Checkpoint, disk: Disk): Promise<void> {
  const low = new Low<readonly unknown[]>(new LinesFile(layout.checkpoint(dataDir), disk), []);
  low.data = [checkpoint];
  await low.write();
}

/** A file's intact lines, read through lowdb, where the others begin, and its size if there is one. */
export async function readLines(path: string) {
  const file = new LinesFile(path, machineDisk);
  const low = new Low<readonly unknown[]>(file, []);
  await low.read();
  return { lines: low.data as readonly Packed[], damage: file.damage, bytes: file.bytes };
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
    const { lines } = await readLines(join(layout.segments(dataDir), file));
    const header = SegmentHeader.safeParse(lines[0]?.value);
    if (!header.success) continue;
    const { collection, number, records } = header.data;
    segments.push({ file, collection, number, records });
    versions.push(header.data.schemaVersion);
  }
  const epoch = Math.max(0, ...[...newest.values()].map((one) => one.epoch));
  const [firstJournal = 1] = await journalFiles(dataDir);
  return { schemaVersion: Math.max(1, ...versions), epoch, upTo: firstJournal - 1, segments };
}
