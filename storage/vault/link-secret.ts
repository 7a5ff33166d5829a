import { join } from 'node:path';
import { obtainKey } from './key-file.ts';

/**
 * The 32 bytes that links to files and calendars are signed with: made at first use, the same for every instance that
 * shares the folder. Without the file, links given out before no longer work.
 */
export async function linkSecret(keyDir: string): Promise<Uint8Array> {
  return obtainKey(join(keyDir, 'link.key'));
}
