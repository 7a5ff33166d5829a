import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import type { Vault } from '../../domain/survey/vault.ts';
import { hasErrno, syncFolder } from '../durable-file.ts';
import { obtainKey, readKey } from './key-file.ts';
import { pad, unpad } from './padding.ts';

const cipherName = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** The vault whose keys lie in `<keyDir>/surveys`, one file for each survey. Several processes may share the folder. */
export function createVault(keyDir: string): Vault {
  const folder = join(keyDir, 'surveys');
  return {
    async seal(surveyId, plaintext) {
      return encrypt(await obtainKey(join(folder, keyName(surveyId))), surveyId, plaintext);
    },
    async open(surveyId, sealed) {
      const key = await readKey(join(folder, keyName(surveyId)));
      if (!key) throw new AppError('SEAL_UNREADABLE', `survey ${surveyId} has no key`);
      return decrypt(key, surveyId, sealed);
    },
    async destroy(surveyId) {
      await destroyKey(folder, keyName(surveyId));
    },
  };
}

/** The ids of the surveys that have a key in `keyDir`, sorted. */
export async function surveysWithKey(keyDir: string): Promise<string[]> {
  const files = (await filesIn(join(keyDir, 'surveys'))) ?? [];
  return files.flatMap((file) => /^([A-Za-z0-9-]+)\.key$/.exec(file)?.[1] ?? []).sort();
}

/** The name of a survey's key file. Throws `INPUT_INVALID` for an id that could name another file. */
function keyName(surveyId: string): string {
  if (!/^[A-Za-z0-9-]+$/.test(surveyId)) throw new AppError('INPUT_INVALID', 'not the id of a survey');
  return `${surveyId}.key`;
}

function encrypt(key: Uint8Array, surveyId: string, plaintext: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(cipherName, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(surveyId));
  const content = Buffer.concat([cipher.update(pad(plaintext)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64');
}

function decrypt(key: Uint8Array, surveyId: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const nonce = bytes.subarray(0, nonceBytes);
    const decipher = createDecipheriv(cipherName, key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(surveyId));
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    return unpad(Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]));
  } catch (cause) {
    throw new AppError('SEAL_UNREADABLE', `a sealed text of survey ${surveyId} does not open`, { cause });
  }
}

async function destroyKey(folder: string, name: string): Promise<void> {
  const files = await filesIn(folder);
  if (!files) return;
  // A process killed while it made the key has left a copy of it, whose name starts with the name of the key.
  for (const file of files.filter((one) => one.startsWith(name))) await rm(join(folder, file), { force: true });
  await syncFolder(folder);
}

/** The names in a folder; undefined when there is no such folder. */
async function filesIn(folder: string): Promise<string[] | undefined> {
  return readdir(folder).catch((error: unknown) => {
    if (hasErrno(error, 'ENOENT')) return undefined;
    throw error;
  });
}
