import type { Store } from '../../domain/store.ts';
import type { Vault } from '../../domain/survey/vault.ts';
import type { Repair, StoreReport } from '../../storage/kept-store.ts';
import { schemaVersion } from '../../storage/schema.ts';
import { keyPlaceFault } from '../../storage/vault/key-place.ts';
import { formerKeys, keyFilesIn } from '../../storage/vault/move-keys.ts';
import { readArguments } from '../arguments.ts';
import { type Command, Failure, type Output, WrongUse } from '../command.ts';
import { createProgress } from '../progress.ts';
import { type Check, fault, isHealthy, note, runCheck } from './check.ts';
import { checkManifest, readSettings, type Settings } from './configuration.ts';
import { keyFindings } from './keys.ts';
import { folderFindings } from './permissions.ts';
import { checksText, repairText } from './report.ts';
import { storageFindings } from './storage.ts';

/** What doctor needs from outside. All but `repair` change nothing and work beside a running bot. */
export interface DoctorDeps<S extends Settings = Settings> {
  /** Throws `CONFIG_INVALID`. */
  loadSettings(): S;
  manifestFaults(settings: S): Promise<readonly string[]>;
  examine(settings: S): Promise<StoreReport>;
  /** Drops what the faults of the store said, once its files are copied aside; undefined when nothing is damaged. */
  repair(settings: S): Promise<Repair | undefined>;
  openStore(settings: S): Promise<Store>;
  vault(settings: S): Pick<Vault, 'open' | 'mark'>;
  /** The ids of the surveys that have a key. */
  keyedSurveys(settings: S): Promise<readonly string[]>;
  /** Asks whoever sits at the terminal; undefined where nobody does. */
  readonly ask?: ((question: string) => Promise<boolean>) | undefined;
}

/** Looks at everything an operator is answerable for, and repairs a damaged store when told to. A fault is a failure. */
export function doctorCommand<S extends Settings>(deps: DoctorDeps<S>): Command {
  return {
    usage: 'doctor [--repair [--yes]] [--json]',
    async run(args, output) {
      const options = readOptions(args);
      const before = await examineAll(deps, output);
      if (!options.json) output.out(checksText(before.checks));
      const repair = options.repair ? await repairStore(deps, before, options, output) : undefined;
      const after = repair ? await examineAll(deps, output) : before;
      const healthy = isHealthy(after.checks);
      const { checks, storage } = after;
      if (options.json) output.out(`${JSON.stringify({ healthy, checks, storage, repair })}\n`);
      else if (repair) output.out(`\n${repairText(repair)}\n${checksText(checks)}`);
      return healthy ? 0 : 1;
    },
  };
}

interface Options {
  readonly repair: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}

function readOptions(args: readonly string[]): Options {
  const option = { type: 'boolean', default: false } as const;
  const { values } = readArguments({ args: [...args], options: { repair: option, yes: option, json: option } });
  if (values.yes && !values.repair) throw new WrongUse('--yes goes with --repair.');
  return values;
}

interface Examined<S> {
  readonly settings: S | undefined;
  readonly checks: readonly Check[];
  readonly storage: StoreReport | undefined;
}

async function examineAll<S extends Settings>(deps: DoctorDeps<S>, output: Output): Promise<Examined<S>> {
  const progress = createProgress(output);
  try {
    const { settings, findings } = readSettings(() => deps.loadSettings());
    const configuration: Check = { name: 'configuration', findings };
    if (!settings) return { settings, checks: [configuration], storage: undefined };
    progress.show('Looking at the store …');
    return { settings, ...(await examineWith(deps, settings, configuration)) };
  } finally {
    progress.done();
  }
}

async function examineWith<S extends Settings>(deps: DoctorDeps<S>, settings: S, configuration: Check) {
  let storage: StoreReport | undefined;
  const checks = [
    configuration,
    await runCheck('manifest', () => checkManifest(settings, (one) => deps.manifestFaults(one))),
    await runCheck('storage', async () => {
      storage = await deps.examine(settings);
      return storageFindings(storage);
    }),
    await runCheck('permissions', () => permissionFindings(settings, storage)),
    await runCheck('keys', () => keysOf(deps, settings, storage)),
  ];
  return { checks, storage };
}

async function permissionFindings(settings: Settings, storage: StoreReport | undefined) {
  const { dataDir, keyDir } = settings;
  const misplaced = await keyPlaceFault(settings);
  const ofKeys = [...(await folderFindings('KEY_DIR', keyDir)), ...(misplaced === undefined ? [] : [fault(misplaced)])];
  // PostgreSQL keeps its files elsewhere, for a user of its own.
  return storage?.kind === 'postgres' ? ofKeys : [...(await folderFindings('DATA_DIR', dataDir)), ...ofKeys];
}

async function keysOf<S extends Settings>(deps: DoctorDeps<S>, settings: S, storage: StoreReport | undefined) {
  const former = formerKeys(settings.dataDir);
  if ((await keyFilesIn(former)).length > 0)
    return [fault(`keys still lie in ${former}: the next start of the bot moves them to ${settings.keyDir}`)];
  if (!storage || storage.faults.length > 0) return [note('not checked: the store has to be mended first')];
  if (storage.schemaVersion !== schemaVersion) return [note('not checked: there is no data of this version')];
  const store = await deps.openStore(settings);
  try {
    const keyed = await deps.keyedSurveys(settings);
    return await store.snapshot((view) => keyFindings(view, deps.vault(settings), keyed));
  } finally {
    await store.close();
  }
}

/** Shows what a repair drops, asks, and repairs; undefined when there is nothing to repair. */
async function repairStore<S extends Settings>(
  deps: DoctorDeps<S>,
  { settings, storage }: Examined<S>,
  { yes }: Options,
  output: Output,
): Promise<Repair | undefined> {
  const faults = storage?.faults ?? [];
  const drops = faults.flatMap((one) => one.drops ?? []);
  if (!settings || drops.length === 0 || drops.length < faults.length) {
    output.err(faults.length > 0 ? 'No repair helps: restore a backup.\n' : 'There is nothing to repair.\n');
    return undefined;
  }
  output.err(`A repair drops for good:\n${drops.map((one) => `  ${one}\n`).join('')}`);
  output.err('The files are kept aside as they are now.\n');
  if (!yes && !deps.ask) throw new WrongUse('Nobody can be asked here: doctor --repair needs --yes.');
  if (!yes && !(await deps.ask?.('Repair?'))) throw new Failure('Nothing was changed.');
  return deps.repair(settings);
}
