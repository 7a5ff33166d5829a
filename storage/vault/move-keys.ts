import { readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError, isAppError } from '../../domain/errors.ts';
import { createFile, hasErrno, isThere, makeFolder, syncFolder } from '../durable-file.ts';

/** Where earlier versions kept keys unless told otherwise. */
export function formerKeys(dataDir: string): string {
  return join(dataDir, 'keys');
}

/** What moving holds on to meanwhile. */
const lockName = 'writer.lock';

/** The folders of keys, from the innermost on. */
const folders = ['surveys', '.'];

/** The files of keys in a folder, and those that tell that one is destroyed, by path from it; none without the folder. */
export async function keyFilesIn(keyDir: string): Promise<string[]> {
  const found = await Promise.all(folders.map(async (folder) => filesIn(keyDir, folder)));
  return found.flat().filter((path) => path.endsWith('.key') || path.endsWith('.gone'));
}

/**
 * Moves all keys from a folder to another, and gives how many. The store is open, so that no older program uses them. Each is copied, on disk there and read again before it is
 * removed here, so killed at any moment no key is lost, and the next call goes on. Of several processes one moves and
 * the others wait, so that none puts back a key that another has meanwhile destroyed. Throws `STORE_DAMAGED` when
 * another key is where one is to be; then both stay.
 */
export async function moveKeys(from: string, to: string): Promise<number> {
  if (!(await isThere(from))) return 0;
  const release = await lockWhenFree(from);
  if (!release) return 0;
  try {
    const paths = await keyFilesIn(from);
    for (const path of paths) await moveFile(from, to, path);
    await removeEmptied(from);
    return paths.length;
  } finally {
    release();
  }
}

const patienceMs = 30_000;
const everyMs = 50;

/** Undefined when another process has moved everything meanwhile. */
async function lockWhenFree(folder: string): Promise<(() => void) | undefined> {
  const { lockFolder } = await import('../lowdb/lock.ts');
  for (const until = Date.now() + patienceMs; ; await pause(everyMs)) {
    try {
      return lockFolder(folder);
    } catch (error) {
      if (!(await isThere(folder))) return undefined;
      if (!isAppError(error, 'STORE_LOCKED') || Date.now() > until) throw error;
    }
  }
}

async function moveFile(from: string, to: string, path: string): Promise<void> {
  const [source, target] = [join(from, path), join(to, path)];
  const content = await readFile(source);
  await makeFolder(join(target, '..'));
  await createFile(target, content);
  if (!content.equals(await readFile(target))) {
    const hint = `${source}, ${target}`;
    throw new AppError('STORE_DAMAGED', `two different keys: ${hint}; move the wrong one away`, { hint });
  }
  await rm(source);
}

/** Removes what is left: copies of a process that was killed while it made a key, which nobody has used. */
async function removeEmptied(keyDir: string): Promise<void> {
  for (const folder of folders) {
    const left = await filesIn(keyDir, folder);
    for (const path of left.filter((one) => one.endsWith('.tmp'))) await rm(join(keyDir, path));
    if (left.length > 0) await syncFolder(join(keyDir, folder));
  }
  await rm(join(keyDir, lockName), { force: true });
  for (const folder of folders) await removeFolder(join(keyDir, folder));
  await syncFolder(join(keyDir, '..'));
}

/** Leaves a folder that holds something else. */
async function removeFolder(folder: string): Promise<void> {
  await rmdir(folder).catch((error: unknown) => {
    if (!hasErrno(error, 'ENOENT') && !hasErrno(error, 'ENOTEMPTY') && !hasErrno(error, 'EEXIST')) throw error;
  });
}

async function filesIn(keyDir: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(keyDir, folder), { withFileTypes: true }).catch((error: unknown) => {
    if (hasErrno(error, 'ENOENT')) return [];
    throw error;
  });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
}
