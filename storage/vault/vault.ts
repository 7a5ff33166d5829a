import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import type { Vault } from '../../domain/survey/vault.ts';
import { createMark, hasErrno, isThere, syncFolder } from '../durable-file.ts';
import { obtainKey, readKey } from './key-file.ts';
import { pad, unpad } from './padding.ts';

const cipherName = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** The vault whose keys lie in `<keyDir>/surveys`, one file for each survey. Several processes may share the folder. */
export function createVault(keyDir: string): Vault {
  const folder = join(keyDir, 'surveys');
  let wasThere = false;

  /** A folder that was there and is gone is away, as when a disk is: nothing may be made in its place. */
  async function assertNotAway(): Promise<void> {
    const there = await isThere(keyDir);
    if (!there && wasThere) throw new AppError('SURVEY_KEY_MISSING', 'the folder of keys is away');
    wasThere ||= there;
  }

  return {
    async mark(surveyId) {
      const key = await keyIn(folder, surveyId).catch(() => undefined);
      wasThere ||= key !== undefined;
      return key && markOf(key, surveyId);
    },
    async make(surveyId) {
      const file = keyFile(folder, surveyId);
      await assertNotAway();
      const key = await obtainKey(file).catch((cause: unknown) => {
        throw new AppError('SURVEY_KEY_MISSING', `the key of survey ${surveyId} cannot be made: ${String(cause)}`, {
          cause,
        });
      });
      wasThere = true;
      return markOf(key, surveyId);
    },
    async seal(surveyId, mark, plaintext) {
      const key = await keyIn(folder, surveyId).catch(() => undefined);
      if (key && markOf(key, surveyId) === mark) return encrypt(key, surveyId, plaintext);
      throw new AppError('SURVEY_KEY_MISSING', `the key of survey ${surveyId} is not in its place`);
    },
    async open(surveyId, sealed) {
      const key = await keyIn(folder, surveyId).catch((cause: unknown) => {
        throw new AppError('SEAL_UNREADABLE', `the key of survey ${surveyId} cannot be read`, { cause });
      });
      if (!key) throw new AppError('SEAL_UNREADABLE', `survey ${surveyId} has no key`);
      return decrypt(key, surveyId, sealed);
    },
    async destroy(surveyId, mark) {
      const file = keyFile(folder, surveyId);
      if (mark !== undefined) {
        const key = await readKey(file).catch(() => undefined);
        if (!key) return isThere(goneFile(folder, surveyId));
        if (markOf(key, surveyId) !== mark) return false;
        // Should this process be killed now, the next one knows that the key is destroyed and not away.
        await createMark(goneFile(folder, surveyId));
      }
      await removeAll(folder, `${surveyId}.key`);
      return true;
    },
    async clear(surveyId) {
      keyFile(folder, surveyId);
      await removeAll(folder, `${surveyId}.gone`);
    },
  };
}

/** The ids of the surveys that have a key in `keyDir`, sorted. */
export async function surveysWithKey(keyDir: string): Promise<string[]> {
  const files = (await filesIn(join(keyDir, 'surveys'))) ?? [];
  return files.flatMap((file) => /^([A-Za-z0-9-]+)\.key$/.exec(file)?.[1] ?? []).sort();
}

/** The file of a survey's key. Throws `INPUT_INVALID` for an id that could name another file. */
function keyFile(folder: string, surveyId: string): string {
  if (!/^[A-Za-z0-9-]+$/.test(surveyId)) throw new AppError('INPUT_INVALID', 'not the id of a survey');
  return join(folder, `${surveyId}.key`);
}

/** Stands there, empty, from just before a key is destroyed until that is recorded in the store. */
function goneFile(folder: string, surveyId: string): string {
  return join(folder, `${surveyId}.gone`);
}

function keyIn(folder: string, surveyId: string): Promise<Uint8Array | undefined> {
  return readKey(keyFile(folder, surveyId));
}

function markOf(key: Uint8Array, surveyId: string): string {
  return createHmac('sha256', key).update(`the mark of ${surveyId}`).digest('hex').slice(0, 32);
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

/** A process killed while it made a file has left a copy of it, whose name starts with the name of the file. */
async function removeAll(folder: string, name: string): Promise<void> {
  const files = await filesIn(folder);
  if (!files) return;
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
