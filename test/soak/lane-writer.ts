import { writeSync } from 'node:fs';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { commitStep, lanes } from './lanes.ts';

/**
 * A process that commits without end in all lanes at once and prints a lane's number once its commit is acknowledged.
 * Made to be killed; arguments: the data folder, the seed, the bytes of journal to fold from, and the places where
 * the lanes go on.
 */
const [dataDir = '', seed = '', leastJournal = '', ...places] = process.argv.slice(2);
const store = await openLowdbStore({ dataDir, leastJournal: Number(leastJournal) });
writeSync(1, 'open\n');

async function commitInLane(lane: number): Promise<never> {
  for (let place = Number(places[lane]); ; place += 1) {
    await commitStep(store, Number(seed), lane, place);
    writeSync(1, `${lane}\n`);
  }
}

await Promise.all(lanes.map(commitInLane));
