import { cp, link, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Disk } from '../../../storage/durable-file.ts';
import { type DiskStep, diskThat } from './folder.ts';

/** A data folder whose machine can be stopped at any call to its disk. */
export interface Stoppable {
  readonly disk: Disk;
  /** Makes a folder of what a killed process leaves: the files as they are. */
  killed(copy: string): Promise<void>;
  /** Makes a folder of the least that a power cut leaves: names and content that were synced, and nothing else. */
  powerless(copy: string): Promise<void>;
  dispose(): Promise<void>;
}

/**
 * Watches a folder's disk. `before` hears of each call and its number, from 0; what it throws, the call throws.
 * Folders count as synced once they are made.
 */
export async function stoppable(
  dataDir: string,
  before: (call: number, step: DiskStep) => void | Promise<void>,
): Promise<Stoppable> {
  // A file's content and its names reach the disk apart from each other: what joins them is the inode.
  const contents = new Map<number, Buffer>();
  const names = new Map<string, number>();
  // A second name for every file keeps its inode from being given to another one.
  const inodes = await mkdtemp(join(tmpdir(), 'inodes-'));
  let calls = 0;

  async function inodeOf(path: string): Promise<number> {
    const { ino } = await stat(path);
    if (!contents.has(ino)) {
      await link(path, join(inodes, String(ino)));
      contents.set(ino, Buffer.alloc(0));
    }
    return ino;
  }

  async function synced(path: string): Promise<void> {
    if (!(await stat(path)).isDirectory()) {
      contents.set(await inodeOf(path), await readFile(path));
      return;
    }
    for (const name of names.keys()) if (dirname(name) === path) names.delete(name);
    for (const entry of await readdir(path, { withFileTypes: true }))
      if (entry.isFile()) names.set(join(path, entry.name), await inodeOf(join(path, entry.name)));
  }

  const disk = diskThat((step) => before(calls++, step));
  return {
    disk: {
      ...disk,
      async open(...asked) {
        const file = await disk.open(...asked);
        const then = (sync: () => Promise<void>) => async () => {
          await sync();
          await synced(String(asked[0]));
        };
        return Object.assign(file, { sync: then(file.sync.bind(file)), datasync: then(file.datasync.bind(file)) });
      },
    },
    async killed(copy) {
      await cp(dataDir, copy, { recursive: true });
    },
    async powerless(copy) {
      await mkdir(copy);
      for (const [name, inode] of names) {
        const path = join(copy, relative(dataDir, name));
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, contents.get(inode) ?? '');
      }
    },
    async dispose() {
      await rm(inodes, { recursive: true });
    },
  };
}
