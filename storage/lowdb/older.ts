import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { StoredRecord } from '../../domain/store.ts';
import { makeFolder, replaceFile } from '../durable-file.ts';
import type { Entry } from '../kept-store.ts';
import { schemaVersion } from '../schema.ts';
import { collectionNow, upgradeRecord } from '../upgrades.ts';
import { layout } from './layout.ts';
import { contentOf, namesIn } from './lines-file.ts';
import type { Loaded } from './load.ts';
import { readVersionOne } from './version-one.ts';

/** Data of an older program, and its records as this program keeps them. */
export interface OlderData {
  readonly schemaVersion: number;
  /** Where it lies. */
  readonly source: string;
  readonly entries: readonly Entry[];
}

/** What an older program kept in a folder; undefined when there is nothing, or nothing older. Throws `STORE_DAMAGED`. */
export async function olderData(dataDir: string, loaded: Loaded): Promise<OlderData | undefined> {
  const { checkpoint } = loaded;
  if (checkpoint?.schemaVersion === schemaVersion) return undefined;
  if (checkpoint) return upgraded(checkpoint.schemaVersion, dataDir, loaded.older.all());
  const first = await readVersionOne(dataDir);
  return first && upgraded(1, layout.versionOne(dataDir), first);
}

function upgraded(from: number, source: string, found: Iterable<Entry>): OlderData {
  const entries: Entry[] = [];
  for (const { collection, record } of found) {
    const now = upgradeRecord(collection, { ...record }, from);
    if (now) entries.push({ collection: collectionNow(collection, from), record: now as unknown as StoredRecord });
  }
  return { schemaVersion: from, source, entries };
}

/** Copies the data files as they are to a folder of this name beside them; resolves with its path when they are on disk. */
export async function copyAside(dataDir: string, name: string): Promise<string> {
  const aside = join(dataDir, name);
  // What a crash left of an earlier attempt may lack files.
  await rm(aside, { recursive: true, force: true });
  for (const path of [layout.versionOne(dataDir), layout.checkpoint(dataDir)]) await copyFile(path, aside);
  for (const folder of [layout.segments(dataDir), layout.journal(dataDir)])
    for (const name of await namesIn(folder)) await copyFile(join(folder, name), join(aside, basename(folder)));
  return aside;
}

/** Deletes version 1's file where a crash kept it after its data was brought forward: nobody would erase from it. */
export async function dropBroughtForward(dataDir: string): Promise<void> {
  const path = layout.versionOne(dataDir);
  const [left, copied] = [await contentOf(path), await contentOf(join(dataDir, 'version-1', basename(path)))];
  if (left && copied?.equals(left)) await rm(path);
}

async function copyFile(path: string, folder: string): Promise<void> {
  const content = await contentOf(path);
  if (!content) return;
  await makeFolder(folder);
  await replaceFile(join(folder, basename(path)), content);
}
