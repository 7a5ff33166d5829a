import type { HearNotice, KeptStore, StoreReport } from './kept-store.ts';
import { examineLowdb, type Repair, repairLowdb } from './lowdb/examine.ts';
import { openLowdbStore } from './lowdb/open.ts';

/** Where the data is kept. */
export interface StorePlace {
  /** The folder of the data. */
  readonly dataDir: string;
}

/** How a store is opened. */
export interface OpenOptions {
  /** Beside processes that write, for reading one moment; default false. */
  readonly readOnly?: boolean;
  /** Hears what the store does of itself; default nobody. */
  readonly notice?: HearNotice;
}

/** Opens the store. Throws an AppError whose code begins with `STORE_`. */
export function openStore({ dataDir }: StorePlace, options: OpenOptions = {}): Promise<KeptStore> {
  return openLowdbStore({ dataDir, ...options });
}

/** Looks at the store without changing it, and without demanding that it can be opened. */
export function examineStore({ dataDir }: StorePlace): Promise<StoreReport> {
  return examineLowdb(dataDir);
}

/** Drops what is damaged, keeping the files as they were aside; undefined when nothing is. Nothing else may be writing. */
export function repairStore({ dataDir }: StorePlace): Promise<Repair | undefined> {
  return repairLowdb(dataDir);
}
