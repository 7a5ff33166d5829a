import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type { StoreFault, StorePart } from '../kept-store.ts';
import { schemaVersion } from '../schema.ts';

/** A last line of the journal that was never finished. */
export interface TornTail {
  readonly file: string;
  /** In bytes from the start of the file. */
  readonly offset: number;
  readonly bytes: number;
}

/** What reading a data folder brought to light. */
export interface Findings {
  readonly faults: StoreFault[];
  readonly parts: StorePart[];
  tornTail: TornTail | undefined;
}

/** What is found before anything is read. */
export function noFindings(): Findings {
  return { faults: [], parts: [], tornTail: undefined };
}

const Versioned = z.looseObject({ schemaVersion: z.int() });

/** Throws `STORE_NEWER` when a header names a version that only a later program can have written. */
export function assertNotNewer(path: string, header: unknown): void {
  const found = Versioned.safeParse(header).data?.schemaVersion ?? 0;
  if (found > schemaVersion)
    throw new AppError('STORE_NEWER', `${path} has version ${found}; this program reads up to ${schemaVersion}`, {
      hint: path,
    });
}
