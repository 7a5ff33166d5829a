import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import type { PackageFile } from './files.ts';

/** What a bag says of itself. */
export interface BagLabel {
  /** The one folder of the archive. Letters, digits, hyphens and dots. */
  readonly folder: string;
  /** The day it was packed, `2021-12-31`. */
  readonly day: string;
  /** Further lines of `bag-info.txt`, in the order given. */
  readonly info: readonly (readonly [name: string, value: string])[];
  /** Files beside the payload, listed with what the bag says of itself. */
  readonly beside?: readonly PackageFile[];
}

/** What was packed. */
export interface BagSize {
  readonly payloadFiles: number;
  readonly payloadBytes: number;
}

/**
 * Writes files as a zipped BagIt bag (RFC 8493) whose hashes are SHA-512, and ends `out`. Equal files and an equal
 * label give equal bytes.
 */
export async function writeBag(
  files: AsyncIterable<PackageFile> | Iterable<PackageFile>,
  label: BagLabel,
  out: Writable,
): Promise<BagSize> {
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, out);
  // Without a listener a failing `out` would end the process before `written` is awaited.
  written.catch(() => undefined);
  const add = (path: string, bytes: Buffer) => zip.addBuffer(bytes, `${label.folder}/${path}`, entryOptions(label.day));
  const manifest: string[] = [];
  let payloadBytes = 0;
  for await (const file of files) {
    const path = `data/${file.path}`;
    add(path, file.bytes);
    manifest.push(manifestLine(path, file.bytes));
    payloadBytes += file.bytes.length;
    // Lets what was added be written before the next file is made.
    await setImmediate();
  }
  const size = { payloadFiles: manifest.length, payloadBytes };
  for (const [path, bytes] of tagFiles(label, size, manifest)) add(path, bytes);
  zip.end();
  await written;
  return size;
}

function entryOptions(day: string) {
  // A zip holds local time: noon of the day is the same reading on every machine, whatever its zone.
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number);
  const mtime = new Date(year, month - 1, date, 12);
  return { mtime, forceDosTimestamp: true, mode: 0o100644, compress: true, compressionLevel: 6 };
}

function manifestLine(path: string, bytes: Buffer): string {
  const encoded = path.replaceAll('%', '%25').replaceAll('\n', '%0A').replaceAll('\r', '%0D');
  return `${createHash('sha512').update(bytes).digest('hex')}  ${encoded}\n`;
}

function tagFiles(label: BagLabel, size: BagSize, manifest: readonly string[]): [string, Buffer][] {
  const listed: [string, Buffer][] = [
    ['bag-info.txt', Buffer.from(bagInfo(label, size))],
    ['bagit.txt', Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')],
    ['manifest-sha512.txt', Buffer.from(manifest.join(''))],
    ...(label.beside ?? []).map(({ path, bytes }): [string, Buffer] => [path, bytes]),
  ];
  const tags = listed.map(([path, bytes]) => manifestLine(path, bytes)).join('');
  return [...listed, ['tagmanifest-sha512.txt', Buffer.from(tags)]];
}

function bagInfo(label: BagLabel, size: BagSize): string {
  const lines = [
    ['Bagging-Date', label.day],
    ['Payload-Oxum', `${size.payloadBytes}.${size.payloadFiles}`],
    ...label.info,
  ];
  return lines.map(([name, value]) => `${name}: ${value?.replace(/\s+/g, ' ').trim()}\n`).join('');
}
