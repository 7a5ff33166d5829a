import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { isAppError } from '../../domain/errors.ts';
import { type Disk, machineDisk } from '../../storage/durable-file.ts';
import { examineLowdb } from '../../storage/lowdb/examine.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { expectCode } from '../storage/expect-code.ts';
import { areSame, commitStep, LaneModel, lanes, readLanes } from './lanes.ts';
import { rounds } from './rounds.ts';
import { soakSeed } from './seed.ts';

/** A place for data that can run full. */
interface Room {
  readonly dataDir: string;
  readonly disk: Disk;
  /** Leaves so many bytes free. */
  leave(bytes: number): Promise<void>;
  free(): Promise<void>;
  dispose(): void;
}

const size = 4_000_000;

/** Whether a file system can be mounted here, as root can on Linux. */
function canMount(): boolean {
  try {
    mountedRoom().dispose();
    return true;
  } catch {
    return false;
  }
}

/** A file system of its own in memory. */
function mountedRoom(): Room {
  const folder = mkdtempSync(join(tmpdir(), 'verkostobotti-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  const ballast = join(folder, 'ballast');
  return {
    dataDir: join(folder, 'data'),
    disk: machineDisk,
    async leave(bytes) {
      const { bavail, bsize } = statfsSync(folder);
      // A fold may take the room meanwhile: then it is fuller yet.
      await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - bytes))).catch(() => undefined);
    },
    free: () => rm(ballast, { force: true }),
    dispose() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** A folder on the machine's disk, with writes that fail half-way when its files would take more than they may. */
function limitedRoom(): Room {
  const folder = mkdtempSync(join(tmpdir(), 'verkostobotti-full-'));
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  let limit = Number.POSITIVE_INFINITY;
  const disk: Disk = {
    rename: machineDisk.rename,
    async open(...given) {
      const file = await machineDisk.open(...given);
      for (const name of ['writeFile', 'appendFile'] as const) {
        const write = file[name].bind(file);
        file[name] = async (content) => {
          const bytes = Buffer.from(content as Buffer);
          const room = limit - (await bytesIn(dataDir));
          if (bytes.length <= room) return write(bytes);
          if (room > 0) await write(bytes.subarray(0, room));
          throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        };
      }
      return file;
    },
  };
  return {
    dataDir,
    disk,
    async leave(bytes) {
      limit = (await bytesIn(dataDir)) + bytes;
    },
    async free() {
      limit = Number.POSITIVE_INFINITY;
    },
    dispose: () => rmSync(folder, { recursive: true }),
  };
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  // A fold may just be deleting one.
  const sizes = names.map((one) => stat(join(one.parentPath, one.name)).catch(() => ({ size: 0 })));
  return (await Promise.all(sizes)).reduce((sum, one) => sum + one.size, 0);
}

describe('lowdb when the room runs out', () => {
  if (canMount()) describe('on a file system in memory', () => testRoom(mountedRoom));
  describe('on a disk that says it is full', () => testRoom(limitedRoom));
});

function testRoom(make: () => Room): void {
  let room: Room;
  const seed = soakSeed();
  const count = rounds(100);
  const models = lanes.map((lane) => new LaneModel(seed, lane));
  let refused = 0;
  let foldsFailed = 0;
  const open = () =>
    openLowdbStore({
      dataDir: room.dataDir,
      disk: room.disk,
      leastJournal: 20_000,
      notice: ({ kind }) => {
        foldsFailed += kind === 'foldFailed' ? 1 : 0;
      },
    });

  before(() => {
    room = make();
  });
  after(() => room.dispose());

  /** Commits in every lane until a lane is refused, or has made so many. */
  async function commitUntilFull(store: Awaited<ReturnType<typeof open>>, most: number): Promise<void> {
    const lane = async (model: LaneModel, number: number) => {
      for (let made = 0; made < most; made += 1) {
        try {
          await commitStep(store, seed, number, model.place);
          model.advance();
        } catch (error) {
          if (!isAppError(error, 'STORE_UNAVAILABLE')) throw error;
          refused += 1;
          return;
        }
      }
    };
    await Promise.all(models.map(lane));
  }

  async function expectAll(): Promise<void> {
    expect((await examineLowdb(room.dataDir)).faults).to.deep.equal([]);
    const reader = await openLowdbStore({ dataDir: room.dataDir, readOnly: true });
    const { pairs, torn } = await readLanes(reader);
    expect(torn).to.deep.equal([]);
    for (const [lane, model] of models.entries())
      expect(areSame(pairs[lane] ?? new Map(), model.pairs), `lane ${lane}`).to.equal(true);
  }

  it(`refuses commits, keeps all it took and goes on when there is room, ${count} times (SOAK_SEED=${seed})`, async function () {
    this.timeout(count * 5000);
    let store = await open();
    for (let round = 0; round < count; round += 1) {
      await commitUntilFull(store, 10);
      // From hardly a line to nearly a fold: it runs out in the journal, in a segment, or in the checkpoint.
      await room.leave((round * 7919) % 60_000);
      await commitUntilFull(store, 200);
      await expectAll();
      await room.free();
      await store.ready();
      await commitUntilFull(store, 5);
      await expectAll();
      if (round % 3 > 0) continue;
      await store.close();
      store = await open();
    }
    await store.close();
    expect(refused).to.be.at.least(count);
    console.log(`      ${refused} commits refused, ${foldsFailed} folds broken off, 0 acknowledged commits lost`);
  });

  it('does not open, or opens with everything, when it is full at the start', async () => {
    await room.leave(0);
    try {
      await (await open()).close();
    } catch (error) {
      await expectCode(Promise.reject(error), 'STORE_UNAVAILABLE');
    }
    await expectAll();
    await room.free();
    await (await open()).close();
    await expectAll();
  });
}
