import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { isAppError } from '../../domain/errors.ts';
import { organisations } from '../../domain/network/network.ts';
import { tasks } from '../../domain/outbox.ts';
import { put } from '../../domain/store.ts';
import { openPostgresStore } from '../../storage/postgres/store.ts';
import { anOrganisation, aTask } from './records.ts';

/**
 * A process that commits without end, sixteen commits at a time, and prints a line with a commit's name once it is
 * acknowledged; what is refused while the database is away it leaves. Made to be killed, or to see the database
 * killed; arguments: the database's address and a prefix for the names.
 */
const [databaseUrl = '', prefix = ''] = process.argv.slice(2);
const store = await openPostgresStore({ databaseUrl });

/** By turns a pair of records in two collections, and a single record: both ways to commit. */
async function commitInLane(lane: number): Promise<never> {
  for (let place = 0; ; place++) {
    const name = `${prefix}-${lane}-${place}`;
    const organisation = put(organisations, anOrganisation({ id: name }));
    try {
      await store.commit(place % 2 ? [organisation] : [organisation, put(tasks, aTask({ id: name }))]);
      writeSync(1, `${name}\n`);
    } catch (error) {
      if (!isAppError(error, 'STORE_UNAVAILABLE')) throw error;
      await wait(10);
    }
  }
}

await Promise.all(Array.from({ length: 16 }, (_, lane) => commitInLane(lane)));
