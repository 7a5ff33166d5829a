import { AppError } from '../domain/errors.ts';
import type { HearNotice, KeptStore, Repair, StoreReport } from './kept-store.ts';

// Only the store in use is loaded: a start would wait for the other one's modules, too.
const lowdb = () => Promise.all([import('./lowdb/open.ts'), import('./lowdb/examine.ts')]);
const postgres = () => Promise.all([import('./postgres/store.ts'), import('./postgres/examine.ts')]);

/** Where the data is kept. */
export interface StorePlace {
  /** The folder of the data, unless it is in a database. */
  readonly dataDir: string;
  /** The address of the PostgreSQL database; undefined when the data is in the folder. */
  readonly databaseUrl?: string | undefined;
}

/** How a store is opened. */
interface OpenOptions {
  /** Beside processes that write; default false. */
  readonly readOnly?: boolean;
  /** Hears what the store does of itself; default nobody. */
  readonly notice?: HearNotice;
}

/** Opens the store. Throws an AppError whose code begins with `STORE_`. */
export async function openStore({ dataDir, databaseUrl }: StorePlace, options: OpenOptions = {}): Promise<KeptStore> {
  if (databaseUrl === undefined) {
    const [{ openLowdbStore }] = await lowdb();
    return openLowdbStore({ dataDir, ...options });
  }
  const [{ openPostgresStore }] = await postgres();
  return openPostgresStore({ databaseUrl, ...options });
}

/** Looks at the store without changing it, and without demanding that it can be opened. */
export async function examineStore({ dataDir, databaseUrl }: StorePlace): Promise<StoreReport> {
  if (databaseUrl === undefined) {
    const [, { examineLowdb }] = await lowdb();
    return examineLowdb(dataDir);
  }
  const [, { examinePostgres }] = await postgres();
  return examinePostgres(databaseUrl);
}

/**
 * Drops what is damaged, keeping the files as they were aside; undefined when nothing is. Nothing else may be writing.
 * Throws `STORE_DAMAGED` for a database: those are repaired from backups.
 */
export async function repairStore({ dataDir, databaseUrl }: StorePlace): Promise<Repair | undefined> {
  if (databaseUrl !== undefined)
    throw new AppError('STORE_DAMAGED', 'a database is not repaired by this program; restore it from a backup');
  const [, { repairLowdb }] = await lowdb();
  return repairLowdb(dataDir);
}
