import { resolve } from 'node:path';
import { isAppError } from '../domain/errors.ts';
import { contentHash } from '../storage/backup/contents.ts';
import { type BackupReport, readBackup, verifyBackup } from '../storage/backup/read.ts';
import type { KeptStore } from '../storage/kept-store.ts';
import { schemaVersion } from '../storage/schema.ts';
import { readArguments } from './arguments.ts';
import { table } from './backup.ts';
import { countText } from './columns.ts';
import { type Command, Failure, type Output, WrongUse } from './command.ts';
import { createProgress } from './progress.ts';

/** What restoring needs from outside. */
export interface RestoreDeps {
  /** Opens the store for writing. Not called before the backup has turned out to be whole. */
  openStore(): Promise<KeptStore>;
}

/** Fills an empty store from a backup that is whole, or only says whether it is. */
export function restoreCommand(deps: RestoreDeps): Command {
  return {
    usage: 'restore FILE [--check] [--json]',
    async run(args, output) {
      const options = readOptions(args);
      const report = await restore(deps, options, output);
      if (options.json) output.out(`${JSON.stringify(summary(options, report))}\n`);
      else tell(options, report, output);
      return 0;
    },
  };
}

interface Options {
  readonly file: string;
  readonly check: boolean;
  readonly json: boolean;
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: { check: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new WrongUse('restore needs one file that backup has written.');
  return { file: resolve(file), check: values.check, json: values.json };
}

async function restore(deps: RestoreDeps, { file, check }: Options, output: Output): Promise<BackupReport> {
  const progress = createProgress(output);
  try {
    progress.show(`Checking ${file} …`);
    const report = await verifyBackup(file);
    if (check) return report;
    progress.show(`Restoring ${countText(report.restored.records, 'record')} …`);
    await fill(await deps.openStore(), file, report);
    return report;
  } finally {
    progress.done();
  }
}

async function fill(store: KeptStore, file: string, { restored }: BackupReport): Promise<void> {
  try {
    await store.fill(readBackup(file));
    if ((await store.snapshot(contentHash)) !== restored.contentHash)
      throw new Failure(`The store does not hold what ${file} holds. Do not use it; restore again into an empty one.`);
  } catch (error) {
    if (!isAppError(error, 'STORE_NOT_EMPTY')) throw error;
    throw new Failure(
      'The store holds data already, and a backup is restored into an empty one only. Nothing was changed. ' +
        'Set DATA_DIR to a new folder, or DATABASE_URL to an empty database, and restore again.',
    );
  } finally {
    await store.close();
  }
}

function summary({ file: path, check }: Options, { header, restored }: BackupReport) {
  const { createdAt, program, schemaVersion: from } = header;
  return { path, whole: true, restored: !check, createdAt, program, schemaVersion: from, ...restored };
}

function tell({ file, check }: Options, { header, restored }: BackupReport, output: Output): void {
  const from = header.schemaVersion;
  const older = from < schemaVersion ? `, brought from version ${from} of the data to ${schemaVersion}` : '';
  output.out(`${file} is whole, written on ${header.createdAt} by version ${header.program}.\n`);
  const done = check ? 'To be restored' : 'Restored';
  output.out(`${done}: ${countText(restored.records, 'record')}${older}\n${table(restored)}`);
  if (check) return;
  output.out(
    'The store holds exactly that. Keys are not in a backup: "npm run cli -- doctor" says whether one is lost.\n',
  );
}
