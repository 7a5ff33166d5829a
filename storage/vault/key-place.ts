import { realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import { hasErrno, isThere, makeFolder } from '../durable-file.ts';

/** Where the data and the keys lie. */
export interface KeyPlace {
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly keyDir: string;
  /** Whether somebody chose `keyDir`; else it is the one that goes with `dataDir`. */
  readonly keyDirNamed: boolean;
}

/**
 * Makes the folder of the keys. Throws `CONFIG_INVALID` when it cannot be made, or keys would not last there or not be
 * apart from the data.
 */
export async function makeKeyPlace(place: KeyPlace): Promise<void> {
  const fault = await keyPlaceFault(place);
  if (fault !== undefined) throw new AppError('CONFIG_INVALID', fault, { hint: fault });
  await makeFolder(place.keyDir).catch((cause: unknown) => {
    const text = `KEY_DIR ${place.keyDir} cannot be made by this user: make it, or name another folder`;
    throw new AppError('CONFIG_INVALID', text, { hint: text, cause });
  });
}

/** What is wrong with where the keys are to lie, and what to do about it; undefined when nothing is. */
export async function keyPlaceFault(place: KeyPlace, diskOf = deviceOf): Promise<string | undefined> {
  const { dataDir, keyDir, keyDirNamed } = place;
  const [data, keys] = [await realPlace(dataDir), await realPlace(keyDir)];
  if (`${keys}${sep}`.startsWith(`${data}${sep}`))
    return `KEY_DIR ${keyDir} lies inside DATA_DIR, where a copy of the data takes the keys along: name a folder beside it`;
  if (keyDirNamed || !(await isMounted(data, diskOf)) || (await isMounted(keys, diskOf))) return undefined;
  return (
    `KEY_DIR has to be named: DATA_DIR ${dataDir} is a disk of its own, and ${keyDir} beside it may not last as long ` +
    'as the data; name a folder that lasts, and is copied apart from the data or not at all'
  );
}

/** Where a path leads through links, also when its last parts are not there yet. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!hasErrno(error, 'ENOENT') || path === dirname(path)) throw error;
    return join(await realPlace(dirname(path)), path.slice(dirname(path).length));
  }
}

/** Whether a folder is on another disk than the one above it, as the volume of a container is. */
async function isMounted(folder: string, diskOf: typeof deviceOf): Promise<boolean> {
  if (folder === dirname(folder) || !(await isThere(folder))) return false;
  return (await diskOf(folder)) !== (await diskOf(dirname(folder)));
}

async function deviceOf(folder: string): Promise<number> {
  return (await stat(folder)).dev;
}
