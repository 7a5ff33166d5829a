import { type FileHandle, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Disk, machineDisk } from '../../../storage/durable-file.ts';
import type { KeptStore, StoreNotice } from '../../../storage/kept-store.ts';
import { openLowdbStore } from '../../../storage/lowdb/open.ts';

type Options = Omit<Parameters<typeof openLowdbStore>[0], 'dataDir'>;

/** A folder of data for one test, and the stores opened on it. */
export interface DataFolder {
  readonly dataDir: string;
  /** What the stores opened here have said of themselves. */
  readonly notices: readonly StoreNotice[];
  open(options?: Options): Promise<KeptStore>;
  /** Closes what is open and removes the folder. */
  dispose(): Promise<void>;
}

/** A new, empty folder. */
export async function newDataFolder(): Promise<DataFolder> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lowdb-store-'));
  const stores: KeptStore[] = [];
  const notices: StoreNotice[] = [];
  return {
    dataDir,
    notices,
    async open(options = {}) {
      const store = await openLowdbStore({ dataDir, notice: (notice) => notices.push(notice), ...options });
      stores.push(store);
      return store;
    },
    async dispose() {
      await Promise.all(stores.map((store) => store.close()));
      await rm(dataDir, { recursive: true });
    },
  };
}

/** The calls to the disk that durability depends on. */
export const diskSteps = ['open', 'write', 'sync', 'rename', 'truncate'] as const;
export type DiskStep = (typeof diskSteps)[number];

/** The machine's disk, telling `before` what it is about to do and to which file; what that throws, the call throws. */
export function diskThat(before: (step: DiskStep, path: string) => void | Promise<void>): Disk {
  return {
    async open(...options) {
      await before('open', String(options[0]));
      return watched(await machineDisk.open(...options), String(options[0]), before);
    },
    async rename(from, to) {
      await before('rename', String(to));
      await machineDisk.rename(from, to);
    },
  };
}

/** A disk that is full at one kind of call, as many times as `faults.left` says. */
export function fullDisk(at: DiskStep, faults: { left: number }): Disk {
  return diskThat((step) => {
    if (step === at && faults.left-- > 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  });
}

function watched(real: FileHandle, path: string, before: (step: DiskStep, path: string) => void | Promise<void>) {
  const calls = {
    sync: real.sync.bind(real),
    datasync: real.datasync.bind(real),
    writeFile: real.writeFile.bind(real),
    appendFile: real.appendFile.bind(real),
    truncate: real.truncate.bind(real),
  };
  return Object.assign(real, {
    async sync() {
      await before('sync', path);
      await calls.sync();
    },
    async datasync() {
      await before('sync', path);
      await calls.datasync();
    },
    async writeFile(...content: Parameters<FileHandle['writeFile']>) {
      await before('write', path);
      await calls.writeFile(...content);
    },
    async appendFile(...content: Parameters<FileHandle['appendFile']>) {
      await before('write', path);
      await calls.appendFile(...content);
    },
    async truncate(length?: number) {
      await before('truncate', path);
      await calls.truncate(length);
    },
  });
}
