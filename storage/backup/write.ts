import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { AppError } from '../../domain/errors.ts';
import type { Store, StoreReader } from '../../domain/store.ts';
import { type Disk, isThere, machineDisk, placeFile } from '../durable-file.ts';
import { schemaVersion } from '../schema.ts';
import { type Contents, entriesOf, lineOf, Tally } from './contents.ts';
import { formatName, formatVersion, type Header } from './format.ts';

interface BackupOptions {
  readonly createdAt: Date;
  /** The version of this program, for whoever looks into the file. */
  readonly program: string;
  /** Puts the backup in place of a file that is there already; default false. */
  readonly replace?: boolean;
  /** Hears now and then how many records have been written. */
  readonly progress?: (records: number) => void;
}

/**
 * Writes one moment of a store to a file that only this user can read, while commits go on and with flat memory.
 * Whatever happens, the file holds the whole backup or what it held before. Throws `DUPLICATE` when it is there
 * already and not to be replaced.
 */
export async function writeBackup(
  store: Pick<Store, 'snapshot'>,
  file: string,
  options: BackupOptions,
  disk: Disk = machineDisk,
): Promise<Contents> {
  const { replace = false } = options;
  if (!replace && (await isThere(file))) throw taken(file);
  const tally = new Tally();
  const placed = await store.snapshot(async (view) => {
    const gzip = createGzip();
    // Its errors reach whoever reads `gzip`.
    const packed = pipeline(linesOf(view, tally, options), gzip).catch(() => undefined);
    try {
      return await placeFile(file, gzip, replace, disk);
    } finally {
      gzip.destroy();
      // The view is good until nobody reads it any more.
      await packed;
    }
  });
  if (!placed) throw taken(file);
  return tally.contents();
}

/** So much is gathered before it is packed: a call for each line would cost more than the packing. */
const chunkCharacters = 64 * 1024;

async function* linesOf(view: StoreReader, tally: Tally, options: BackupOptions): AsyncGenerator<string> {
  let chunk = `${JSON.stringify(headerOf(options))}\n`;
  for await (const entry of entriesOf(view)) {
    const line = lineOf(entry);
    tally.add(entry.collection, line);
    chunk += line;
    if (chunk.length < chunkCharacters) continue;
    yield chunk;
    options.progress?.(tally.records);
    chunk = '';
  }
  yield `${chunk}${JSON.stringify(tally.contents())}\n`;
}

function headerOf({ createdAt, program }: BackupOptions): Header {
  return { format: formatName, formatVersion, schemaVersion, createdAt: createdAt.toISOString(), program };
}

function taken(file: string): AppError {
  return new AppError('DUPLICATE', `${file} exists already`, { hint: file });
}
