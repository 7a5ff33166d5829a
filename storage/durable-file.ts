import { randomUUID } from 'node:crypto';
import { access, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** The file-system calls that a durable replacement depends on, so that a test can let one of them fail. */
export interface Disk {
  readonly open: typeof open;
  readonly rename: typeof rename;
}

/** The machine's own disk. */
export const machineDisk: Disk = { open, rename };

/** True for a Node error with the given code, such as `ENOENT`. */
export function hasErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Makes names created in, moved into or removed from a folder survive a power cut. */
export async function syncFolder(folder: string, disk: Disk = machineDisk): Promise<void> {
  // Windows can neither open nor sync a folder.
  if (process.platform === 'win32') return;
  const handle = await disk.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Creates a folder, and those above it, for this user alone; resolves when all of them would survive a power cut. */
export async function makeFolder(folder: string): Promise<void> {
  const created = await mkdir(resolve(folder), { recursive: true, mode: 0o700 });
  if (!created) return;
  for (let at = resolve(folder); at !== dirname(created); at = dirname(at)) await syncFolder(dirname(at));
}

/** Puts `content` in place of a file in one step: whatever happens, a reader finds the old content or the new. */
export async function replaceFile(file: string, content: string | Uint8Array, disk: Disk = machineDisk): Promise<void> {
  const temporary = `${file}.tmp`;
  try {
    await writeSynced(temporary, content, disk);
    await disk.rename(temporary, file);
  } catch (error) {
    await discard(temporary);
    throw error;
  }
  await syncFolder(dirname(file), disk);
}

/**
 * Creates a file that only this user can read, whole or not at all; false when it exists already, of whichever
 * process. Names of files on the way start with the file's own name.
 */
export async function createFile(file: string, content: Uint8Array): Promise<boolean> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeSynced(temporary, content, machineDisk);
    // Unlike a rename, a link never replaces what another process created in the meantime.
    await link(temporary, file);
    return true;
  } catch (error) {
    if (hasErrno(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await discard(temporary);
    await syncFolder(dirname(file));
  }
}

/**
 * Makes sure that there is a file of this name, empty unless it is there already, and that it survives a power cut.
 * Unlike with `createFile`, nothing is on the way that another process could take for a leftover.
 */
export async function createMark(file: string): Promise<void> {
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(file));
}

/**
 * Puts a file that only this user can read in place in one step once all of its content has come; false when another
 * one is there and not to be replaced. Several may do so at once: names on the way start with the file's own name.
 */
export async function placeFile(
  file: string,
  content: AsyncIterable<Uint8Array>,
  replace: boolean,
  disk: Disk = machineDisk,
): Promise<boolean> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeSynced(temporary, content, disk);
    const free = replace || !(await isThere(file));
    if (free) await disk.rename(temporary, file);
    else await discard(temporary);
    await syncFolder(dirname(file), disk);
    return free;
  } catch (error) {
    await discard(temporary);
    throw error;
  }
}

/** True when there is a file or folder of this name. Throws what else keeps it from being found. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return false;
    throw error;
  }
}

async function writeSynced(
  file: string,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  disk: Disk,
): Promise<void> {
  const handle = await disk.open(file, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes a leftover as far as possible: the error that left it is the one worth hearing about. */
async function discard(file: string): Promise<void> {
  await rm(file, { force: true }).catch(() => undefined);
}
