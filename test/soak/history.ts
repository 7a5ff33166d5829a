import { organisations } from '../../domain/network/network.ts';
import { tasks } from '../../domain/outbox.ts';
import type { StoreReader } from '../../domain/store.ts';
import { machineDisk } from '../../storage/durable-file.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { commitStep, lanes } from './lanes.ts';

/** Every record as JSON, by the name of its collection and its id. */
export type Contents = ReadonlyMap<string, string>;

/**
 * Makes a folder in which there is something of everything: segments of two folds, and a journal in two files, since
 * the last fold came to nothing. Gives the contents after each commit, by the commit's number; 0 is before the first.
 */
export async function makeHistory(dataDir: string, seed: number): Promise<Contents[]> {
  const full = { now: false };
  const disk = {
    open: machineDisk.open,
    async rename(...names: Parameters<typeof machineDisk.rename>) {
      if (full.now) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      await machineDisk.rename(...names);
    },
  };
  const store = await openLowdbStore({ dataDir, disk });
  const history: Contents[] = [new Map()];
  const commits = async (from: number, to: number) => {
    for (let place = from; place < to; place += 1) {
      for (const lane of lanes) {
        await commitStep(store, seed, lane, place);
        history.push(await contentsOf(store));
      }
    }
  };
  await commits(0, 20);
  await store.forget(organisations, tasks);
  await commits(20, 25);
  await store.forget(organisations, tasks);
  await commits(25, 28);
  full.now = true;
  await store.forget(organisations, tasks).catch(() => undefined);
  full.now = false;
  await commits(28, 31);
  await store.close();
  return history;
}

/** All that lanes keep in a store. */
export async function contentsOf(store: StoreReader): Promise<Contents> {
  const contents = new Map<string, string>();
  for await (const record of store.stream(organisations, {}))
    contents.set(`${organisations.name} ${record.id}`, JSON.stringify(record));
  for await (const record of store.stream(tasks, {}))
    contents.set(`${tasks.name} ${record.id}`, JSON.stringify(record));
  return contents;
}
