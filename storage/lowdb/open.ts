import { AppError, isAppError } from '../../domain/errors.ts';
import { type Disk, machineDisk, makeFolder } from '../durable-file.ts';
import type { HearNotice, KeptStore, StoreFault } from '../kept-store.ts';
import { schemaVersion } from '../schema.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { createJournalFile, dropJournalFiles, Journal } from './journal.ts';
import { layout } from './layout.ts';
import { keepOnly } from './lines-file.ts';
import { type Loaded, loadFolder, loadFolderInUse } from './load.ts';
import { lockFolder } from './lock.ts';
import { copyAside, dropBroughtForward, type OlderData, olderData } from './older.ts';
import { OpenFiles } from './open-files.ts';
import { LowdbReader, LowdbStore } from './store.ts';
import type { Tables } from './tables.ts';
import { checkedTables, writeAnew } from './whole.ts';

interface LowdbOptions {
  /** The folder of the data; made when a writing store opens and it is missing. */
  readonly dataDir: string;
  /** Opens beside a writing process and shows the data of the moment of opening; default false. */
  readonly readOnly?: boolean;
  /** Hears what the store does of itself; default nobody. */
  readonly notice?: HearNotice;
  /** Default the machine's. */
  readonly disk?: Disk;
  /** Bytes of journal below which nothing is folded in the background; default 4,000,000. */
  readonly leastJournal?: number;
}

/**
 * Opens the store that keeps everything in a folder. One store at a time may write there. Older data is copied and
 * then brought to this program's version. Throws `STORE_LOCKED`, `STORE_DAMAGED`, `STORE_NEWER`, or
 * `STORE_UNAVAILABLE` when the folder cannot be used.
 */
export async function openLowdbStore(options: LowdbOptions): Promise<KeptStore> {
  const { dataDir, readOnly = false, notice = () => undefined, disk = machineDisk, leastJournal = 4_000_000 } = options;
  if (readOnly) return new LowdbReader(dataDir, await tablesOf(dataDir, whole(await loadFolderInUse(dataDir))));
  const unlock = await claim(dataDir);
  const files = new OpenFiles();
  try {
    const found = whole(await loadFolder(dataDir, files));
    const older = await bringForward(dataDir, found, disk);
    if (older) notice({ kind: 'migrated', from: older.from, to: schemaVersion, backup: older.backup });
    const loaded = older ? whole(await loadFolder(dataDir, files)) : found;
    const journal = await continueJournal(dataDir, loaded, disk);
    if (loaded.tornTail) notice({ kind: 'tornTailCut', ...loaded.tornTail });
    const { tables, segments, checkpoint } = loaded;
    const epoch = checkpoint?.epoch ?? 1;
    return new LowdbStore({ dataDir, disk, notice, unlock, files, journal, segments, tables, epoch, leastJournal });
  } catch (error) {
    files.close();
    unlock();
    throw unavailable(dataDir, error);
  }
}

async function claim(dataDir: string): Promise<() => void> {
  try {
    await makeFolder(dataDir);
  } catch (cause) {
    throw new AppError('STORE_UNAVAILABLE', `the folder ${dataDir} cannot be made`, { cause });
  }
  return lockFolder(dataDir);
}

function unavailable(dataDir: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError('STORE_UNAVAILABLE', `${dataDir} cannot be written`, { cause });
}

/** The same when all of it is as it was written. Throws `STORE_DAMAGED`, naming file and place. */
function whole(loaded: Loaded): Loaded {
  const [first, ...more] = loaded.faults;
  if (!first) return loaded;
  const others = more.length > 0 ? ` (and ${more.length} more)` : '';
  throw new AppError('STORE_DAMAGED', `${fileAndOffset(first)}: ${first.what}${others}`, {
    hint: fileAndOffset(first),
  });
}

function fileAndOffset({ file, offset }: StoreFault): string {
  return offset === undefined ? file : `${file} at byte ${offset}`;
}

/** The records in tables; of older data, as this program keeps them. */
async function tablesOf(dataDir: string, loaded: Loaded): Promise<Tables> {
  const older = await olderData(dataDir, loaded);
  return older ? fittingTables(older) : loaded.tables;
}

/** Throws `STORE_DAMAGED` also for records of which there can be but one. */
async function fittingTables({ entries, source }: OlderData): Promise<Tables> {
  try {
    return await checkedTables(entries, source);
  } catch (error) {
    if (!isAppError(error, 'DUPLICATE')) throw error;
    throw new AppError('STORE_DAMAGED', error.message, { ...(error.hint && { hint: error.hint }), cause: error });
  }
}

/** Writes older data anew in this program's version, once it has been copied. */
async function bringForward(dataDir: string, loaded: Loaded, disk: Disk) {
  const older = await olderData(dataDir, loaded);
  if (!older) return undefined;
  const tables = await fittingTables(older);
  const backup = await copyAside(dataDir, `version-${older.schemaVersion}`);
  await writeAnew(dataDir, loaded, tables, disk);
  return { from: older.schemaVersion, backup };
}

/** The journal, ready to go on where it ends; in a new folder, with its first checkpoint. Clears away what crashes left. */
async function continueJournal(dataDir: string, loaded: Loaded, disk: Disk): Promise<Journal> {
  const { checkpoint, lastCommit } = loaded;
  await makeFolder(layout.segments(dataDir));
  await makeFolder(layout.journal(dataDir));
  const end = loaded.journal ?? (await firstFile(dataDir, disk));
  if (checkpoint) await dropBroughtForward(dataDir);
  else await writeCheckpoint(dataDir, { schemaVersion, epoch: 1, upTo: 0, segments: [] }, disk);
  await keepOnly(layout.segments(dataDir), new Set(checkpoint?.segments.map(({ file }) => file)), disk);
  await dropJournalFiles(dataDir, end.files, disk);
  return Journal.open(dataDir, disk, lastCommit, end);
}

async function firstFile(dataDir: string, disk: Disk) {
  const length = await createJournalFile(dataDir, 1, disk);
  return { first: 1, length, bytes: length, files: [1] };
}
