import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { obtainKey } from './key-file.ts';

/** What a key is for: none serves two. Surveys have theirs in a folder of their own. */
export type KeyPurpose = 'links' | 'sessions';

/**
 * The 32 bytes for one purpose: made at first use, the same for every instance that shares the folder. Without the file
 * of `links`, addresses shown before work until they are shown anew; without that of `sessions`, whoever uses a browser
 * in local mode is signed in anew.
 */
export async function purposeKey(keyDir: string, purpose: KeyPurpose): Promise<Uint8Array> {
  return obtainKey(join(keyDir, `${purpose}.key`));
}

/** Removes the key that earlier versions signed links and sessions with: nothing that it signed is accepted any more. */
export async function dropFormerKey(keyDir: string): Promise<void> {
  await rm(join(keyDir, 'link.key'), { force: true });
}
