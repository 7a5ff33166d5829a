import { createHash } from 'node:crypto';
import { type Entry, fromBufferPromise, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl';
import type { BagFault, FoundFile } from './bag-report.ts';

/** How large an archive may be unpacked, by what it declares; a larger one is refused unread. */
export interface ArchiveLimits {
  readonly entries: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
}

/** Opens a zip archive, by path or in memory. Undefined when it is none; rejects when it cannot be read. */
export async function openArchive(source: string | Buffer): Promise<ZipFile | undefined> {
  // Names are decoded here, so that a dangerous one is reported instead of ending everything.
  const options = { autoClose: false, decodeStrings: false };
  try {
    return await (typeof source === 'string' ? openPromise(source, options) : fromBufferPromise(source, options));
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error;
    return undefined;
  }
}

/** The files of an archive by path, none of them read yet, and what makes it unsafe to read or unpack them. */
export async function listArchive(zip: ZipFile, limits: ArchiveLimits) {
  const entries = new Map<string, Entry>();
  const faults: BagFault[] = [];
  if (zip.entryCount > limits.entries) {
    return { entries, faults: [tooLarge(`${zip.entryCount} files, more than ${limits.entries}`)] };
  }
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const path = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
    const danger = dangerOf(entry, path) ?? (entries.has(path) ? 'stands twice in the archive' : undefined);
    if (danger) faults.push({ kind: 'unsafe', path, detail: danger });
    total += entry.uncompressedSize;
    if (entry.uncompressedSize > limits.fileBytes) faults.push(tooLarge(`more than ${limits.fileBytes} bytes`, path));
    if (!path.endsWith('/')) entries.set(path, entry);
  }
  if (total > limits.totalBytes) faults.push(tooLarge(`${total} bytes unpacked, more than ${limits.totalBytes}`));
  return { entries, faults };
}

function tooLarge(detail: string, path?: string): BagFault {
  return { kind: 'tooLarge', ...(path === undefined ? {} : { path }), detail };
}

function dangerOf(entry: Entry, path: string): string | undefined {
  if (validateFileName(path) !== null || path.includes('\0')) return 'leads out of the folder it is unpacked to';
  const fileType = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (fileType === 0o120000) return 'is a symbolic link';
  return entry.canDecodeFileData() ? undefined : 'is encrypted or packed in an unknown way';
}

/** Reads one file for its hash; its text is kept when `withText`. Rejects when it is damaged or lies about its size. */
export async function readArchived(zip: ZipFile, entry: Entry, withText: boolean): Promise<FoundFile> {
  const hash = createHash('sha512');
  const kept: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    hash.update(chunk);
    if (withText) kept.push(chunk);
  }
  const found = { sha512: hash.digest('hex'), size: entry.uncompressedSize };
  return withText ? { ...found, text: Buffer.concat(kept).toString('utf8') } : found;
}
