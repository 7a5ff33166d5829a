import { writeSync } from 'node:fs';
import { organisations } from '../../../domain/network/network.ts';
import { put } from '../../../domain/store.ts';
import { openLowdbStore } from '../../../storage/lowdb/open.ts';
import { anOrganisation } from '../records.ts';

/**
 * A process that commits pairs of records without end, four at a time, and prints a line with the pair's name once a
 * commit is acknowledged. Made to be killed; arguments: the data folder and a prefix for the names.
 */
const [dataDir = '', prefix = ''] = process.argv.slice(2);
const store = await openLowdbStore({ dataDir });

async function commitPairs(lane: number): Promise<never> {
  for (let place = 0; ; place++) {
    const name = `${prefix}-${lane}-${place}`;
    const pair = [anOrganisation({ id: `${name}-a` }), anOrganisation({ id: `${name}-b` })];
    await store.commit(pair.map((one) => put(organisations, one)));
    writeSync(1, `${name}\n`);
  }
}

await Promise.all([0, 1, 2, 3].map(commitPairs));
