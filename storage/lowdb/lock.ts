import { join } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import { DatabaseSync } from '../sqlite.ts';

const sqliteBusy = 5;

/**
 * Takes the one right to write in a folder and returns the function that gives it back. Throws `STORE_LOCKED` when
 * another process, or another store of this one, has it.
 *
 * The lock is the operating system's and falls with the process however that ends, so it is never stale and no
 * process has to guess whether another still lives, which it cannot across containers. It is taken through SQLite
 * because Node itself locks no files; the file stays empty.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'writer.lock');
  let lock: InstanceType<typeof DatabaseSync> | undefined;
  try {
    lock = new DatabaseSync(path, { timeout: 0 });
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    lock?.close();
    if (cause instanceof Error && 'errcode' in cause && cause.errcode === sqliteBusy)
      throw new AppError('STORE_LOCKED', `another process is writing in ${folder}`, { hint: folder, cause });
    throw new AppError('STORE_UNAVAILABLE', `${path} cannot be locked`, { cause });
  }
  const held = lock;
  return () => held.close();
}
