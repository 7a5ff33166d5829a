import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type { StoredRecord } from '../../domain/store.ts';
import type { Entry } from '../kept-store.ts';
import { assertNotNewer } from './findings.ts';
import { layout } from './layout.ts';
import { contentOf } from './lines-file.ts';

const Contents = z.object({
  schemaVersion: z.literal(1),
  collections: z.record(z.string(), z.array(z.custom<StoredRecord>((value) => typeof value === 'object'))),
});

/** What version 1 kept, in one JSON file; undefined when there is none. Throws `STORE_DAMAGED` or `STORE_NEWER`. */
export async function readVersionOne(dataDir: string): Promise<Entry[] | undefined> {
  const path = layout.versionOne(dataDir);
  const content = await contentOf(path);
  if (!content) return undefined;
  try {
    const value: unknown = JSON.parse(content.toString());
    assertNotNewer(path, value);
    return Object.entries(Contents.parse(value).collections).flatMap(([collection, records]) =>
      records.map((record) => ({ collection, record })),
    );
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('STORE_DAMAGED', `${path} is not a data file of this program`, { hint: path, cause });
  }
}
