import { rm } from 'node:fs/promises';
import { AppError, isAppError } from '../../domain/errors.ts';
import { type Change, collectionNamed } from '../change.ts';
import { type Disk, makeFolder } from '../durable-file.ts';
import type { Entry } from '../kept-store.ts';
import { storedForm } from '../record.ts';
import { schemaVersion } from '../schema.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { Draft } from './draft.ts';
import { createJournalFile } from './journal.ts';
import { layout, type SegmentEntry } from './layout.ts';
import type { Loaded } from './load.ts';
import { writeSegment } from './segment-file.ts';
import { mostRecords } from './segments.ts';
import { Tables } from './tables.ts';

/**
 * Tables of records that nobody has checked yet. Throws, with `source` and id, `STORE_DAMAGED` for a record that does
 * not have its shape, and `DUPLICATE` for one whose id or unique key another one has.
 */
export async function checkedTables(entries: AsyncIterable<Entry> | Iterable<Entry>, source: string): Promise<Tables> {
  const tables = new Tables();
  for await (const { collection: name, record } of entries) {
    try {
      const collection = collectionNamed(name);
      const checked = storedForm(collection, record);
      const change: Change = { collection, id: checked.id, expected: 0, record: checked };
      const draft = new Draft(tables);
      draft.add([change]);
      tables.apply(draft.changes);
    } catch (cause) {
      const what = `${source}: ${name} ${record.id}`;
      if (isAppError(cause, 'CONFLICT') || isAppError(cause, 'DUPLICATE'))
        throw new AppError('DUPLICATE', `${what} has the id or a unique key of another record`, { hint: what, cause });
      throw new AppError('STORE_DAMAGED', `${what} is damaged`, { hint: what, cause });
    }
  }
  return tables;
}

/** A segment on disk and what it holds. */
interface Written {
  readonly entry: SegmentEntry;
  readonly ids: readonly string[];
}

/** Where in the life of a folder everything is written anew. */
interface Place {
  readonly epoch: number;
  readonly upTo: number;
  /** The number after which the segments are numbered; default 0. */
  readonly after?: number;
}

/** Writes everything anew: segments, then the checkpoint that names them; what was there before counts until then. */
export async function writeWhole(
  dataDir: string,
  contents: Tables,
  { epoch, upTo, after = 0 }: Place,
  disk: Disk,
): Promise<Written[]> {
  const written: Written[] = [];
  for (const { collection, records } of segmentsOf(contents)) {
    const number = after + written.length + 1;
    const entry = await writeSegment(dataDir, { collection, number, records }, { epoch, upTo }, disk);
    written.push({ entry, ids: records.map(({ id }) => id) });
  }
  await writeCheckpoint(dataDir, { schemaVersion, epoch, upTo, segments: written.map(({ entry }) => entry) }, disk);
  return written;
}

function* segmentsOf(contents: Tables) {
  let open: { collection: string; records: Entry['record'][] } | undefined;
  for (const { collection, record } of contents.all()) {
    if (open && (open.collection !== collection || open.records.length === mostRecords)) {
      yield open;
      open = undefined;
    }
    open ??= { collection, records: [] };
    open.records.push(record);
  }
  if (open) yield open;
}

/** Writes everything anew in place of what was loaded from a folder. */
export async function writeAnew(dataDir: string, loaded: Loaded, contents: Tables, disk: Disk): Promise<void> {
  const at = { epoch: (loaded.checkpoint?.epoch ?? 0) + 1, upTo: loaded.lastCommit };
  await makeFolder(layout.segments(dataDir));
  await makeFolder(layout.journal(dataDir));
  // The journal's new file stands before the checkpoint that needs it.
  await createJournalFile(dataDir, at.upTo + 1, disk);
  await writeWhole(dataDir, contents, at, disk);
  await rm(layout.versionOne(dataDir), { force: true });
}
