import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { put } from '../domain/store.ts';
import { responses } from '../domain/survey/response.ts';
import { openLowdbStore } from '../storage/lowdb/open.ts';
import type { Bench } from './bench.ts';
import { perSecond } from './lanes.ts';
import { measurePairs } from './pairs.ts';
import { ratioOf } from './ratio.ts';
import { newResponse } from './responses.ts';
import { slowDisk } from './slow-disk.ts';

const sizes = { full: { pairs: 9, ms: 1500 }, tiny: { pairs: 1, ms: 20 } } as const;

const [many, syncMs] = [128, 2];

/** Commits that are in flight together share a sync, so that a slow disk makes each of them wait, and none less done. */
export const groupCommitBench: Bench = {
  name: 'groupCommit',
  about: 'durable commits in a second on lowdb, with 2 ms added to each sync',
  async run(size, folder, tell) {
    const { pairs: count, ms } = sizes[size];
    const dataDir = join(folder, 'data');
    const committing = async (inFlight: number) => {
      const store = await openLowdbStore({ dataDir, disk: slowDisk(syncMs) });
      const rate = await perSecond(inFlight, ms, () => store.commit([put(responses, newResponse('bench'))]));
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
      return rate;
    };
    tell('warming up');
    await committing(many);
    const pairs = await measurePairs(count, { a: () => committing(many), b: () => committing(1) }, tell);
    const what = `commits in a second, ${many} / 1 in flight, ${syncMs} ms added to each sync`;
    return { figures: [{ what, unit: '×', value: ratioOf(pairs), bar: { atLeast: 40 } }], raw: { pairs } };
  },
};
