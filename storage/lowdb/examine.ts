import { statfs } from 'node:fs/promises';
import { AppError, isAppError } from '../../domain/errors.ts';
import { collectionNamed } from '../change.ts';
import { machineDisk, makeFolder } from '../durable-file.ts';
import type { Entry, Repair, StoreFault, StoreReport } from '../kept-store.ts';
import { storedForm, uniqueKeysOf } from '../record.ts';
import { type Loaded, loadFolder, loadFolderInUse } from './load.ts';
import { lockFolder } from './lock.ts';
import { copyAside, olderData } from './older.ts';
import { Tables } from './tables.ts';
import { writeAnew } from './whole.ts';

/** What a folder holds and what is wrong with it; reads every record, also beside a process that writes. */
export async function examineLowdb(dataDir: string): Promise<StoreReport> {
  const loaded = await loadFolderInUse(dataDir);
  const found = await examined(dataDir, loaded);
  return { kind: 'lowdb', place: dataDir, ...found, freeBytes: await freeBytes(dataDir) };
}

async function examined(dataDir: string, loaded: Loaded) {
  const { checkpoint, faults, parts } = loaded;
  try {
    const older = await olderData(dataDir, loaded);
    const { misfits } = fitting(older?.entries ?? loaded.tables.all(), dataDir);
    return { schemaVersion: older?.schemaVersion ?? checkpoint?.schemaVersion, parts, faults: [...faults, ...misfits] };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const fault = { file: error.hint ?? dataDir, offset: undefined, what: error.message, drops: undefined };
    return { schemaVersion: undefined, parts, faults: [...faults, fault] };
  }
}

/** The records that fit their collections and each other, and what is wrong with the others. */
function fitting(entries: Iterable<Entry>, file: string): { tables: Tables; misfits: StoreFault[] } {
  const [tables, misfits]: [Tables, StoreFault[]] = [new Tables(), []];
  for (const { collection: name, record } of entries) {
    const wrong = misfit(name, record, tables);
    if (wrong === undefined) tables.add([{ collection: name, record }]);
    else
      misfits.push({ file, offset: undefined, what: `${name} ${record.id}: ${wrong}.`, drops: `${name} ${record.id}` });
  }
  return { tables, misfits };
}

function misfit(name: string, record: Entry['record'], tables: Tables): string | undefined {
  try {
    const collection = collectionNamed(name);
    storedForm(collection, record);
    const taken = uniqueKeysOf(collection, record).some((key) => tables.owner(name, key) !== undefined);
    return taken ? 'another record has its unique key' : undefined;
  } catch {
    return 'the record does not have the shape of its collection';
  }
}

async function freeBytes(dataDir: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(dataDir);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/**
 * Writes anew what can be read of a damaged folder, once its files have been copied aside; undefined when nothing is
 * damaged. Throws `STORE_LOCKED` beside a process that writes, and `STORE_DAMAGED` when only a backup can help.
 */
export async function repairLowdb(dataDir: string): Promise<Repair | undefined> {
  await makeFolder(dataDir);
  const unlock = lockFolder(dataDir);
  try {
    const loaded = await loadFolder(dataDir);
    const older = await olderData(dataDir, loaded);
    const { tables, misfits } = fitting(older?.entries ?? loaded.tables.all(), dataDir);
    const faults = [...loaded.faults, ...misfits];
    if (faults.length === 0) return undefined;
    const hopeless = faults.find(({ drops }) => drops === undefined);
    if (hopeless) throw new AppError('STORE_DAMAGED', hopeless.what, { hint: hopeless.file });
    const aside = await copyAside(dataDir, `damaged-${loaded.checkpoint?.epoch ?? 0}`);
    await writeAnew(dataDir, loaded, tables, machineDisk);
    return { dropped: faults.flatMap(({ drops }) => drops ?? []), aside };
  } finally {
    unlock();
  }
}
