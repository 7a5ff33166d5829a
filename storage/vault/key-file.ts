import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import { createFile, hasErrno, makeFolder } from '../durable-file.ts';

const keyBytes = 32;

/** The key in a file; undefined when there is none. Throws `STORE_DAMAGED` when the file is not a key. */
export async function readKey(file: string): Promise<Uint8Array | undefined> {
  try {
    const key = await readFile(file);
    if (key.length !== keyBytes) throw new AppError('STORE_DAMAGED', `${file} is not a key`, { hint: file });
    return key;
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** The key in a file, made at random by whoever asks first and on disk before anybody gets it. */
export async function obtainKey(file: string): Promise<Uint8Array> {
  const existing = await readKey(file);
  if (existing) return existing;
  await makeFolder(dirname(file));
  const made = randomBytes(keyBytes);
  if (await createFile(file, made)) return made;
  return obtainKey(file);
}
