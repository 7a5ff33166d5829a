import { openPostgresStore } from '../../storage/postgres/store.ts';
import { actAll, closingDeps, type SoakAct } from './closing-acts.ts';

/**
 * An instance that does to surveys what it is told, and tells what came of it. Arguments: the database's address and
 * the folder of keys, which it shares with others.
 */
const [databaseUrl = '', keyDir = ''] = process.argv.slice(2);
const store = await openPostgresStore({ databaseUrl });
const deps = closingDeps(store, keyDir);

process.on('message', (acts: readonly SoakAct[]) => {
  void actAll(deps, acts).then((outcomes) => process.send?.(outcomes));
});
process.on('disconnect', () => process.exit(0));
process.send?.([]);
