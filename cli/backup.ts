import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isAppError } from '../domain/errors.ts';
import type { Store } from '../domain/store.ts';
import { type Contents, isEmpty } from '../storage/backup/contents.ts';
import { writeBackup } from '../storage/backup/write.ts';
import { schemaVersion } from '../storage/schema.ts';
import { readArguments } from './arguments.ts';
import { aligned, countText, sizeText } from './columns.ts';
import { type Command, Failure, type Output, WrongUse } from './command.ts';
import { createProgress } from './progress.ts';

/** What a backup needs from outside. */
export interface BackupDeps {
  /** Opens the store for reading beside a running bot. */
  openStore(): Promise<Store>;
  now(): Date;
  /** The version of this program. */
  readonly program: string;
}

/** Writes all that a store holds to one file. */
export function backupCommand(deps: BackupDeps): Command {
  return {
    usage: 'backup FILE [--force] [--json]',
    async run(args, output) {
      const options = readOptions(args);
      const createdAt = deps.now();
      const contents = await write(deps, options, createdAt, output);
      const { size: bytes } = await stat(options.file);
      if (options.json) {
        const path = options.file;
        output.out(`${JSON.stringify({ path, bytes, createdAt, schemaVersion, ...contents })}\n`);
      } else {
        output.out(`${options.file}\n${countText(contents.records, 'record')}, ${sizeText(bytes)}\n${table(contents)}`);
        output.out('The keys in KEY_DIR are not in it; docs/privacy.md says what that means.\n');
      }
      return 0;
    },
  };
}

interface Options {
  readonly file: string;
  readonly force: boolean;
  readonly json: boolean;
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: { force: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new WrongUse('backup needs one file to write.');
  return { file: resolve(file), force: values.force, json: values.json };
}

async function write(deps: BackupDeps, { file, force }: Options, createdAt: Date, output: Output): Promise<Contents> {
  const progress = createProgress(output);
  const store = await deps.openStore();
  try {
    // A wrong DATA_DIR looks like an empty store, and nobody would miss the data before the backup is needed.
    if (await store.snapshot(isEmpty)) throw new Failure('The store holds nothing; check DATA_DIR.');
    return await writeBackup(store, file, {
      createdAt,
      program: deps.program,
      replace: force,
      progress: (records) => progress.show(`Writing ${file}: ${countText(records, 'record')} …`),
    });
  } catch (error) {
    if (!isAppError(error, 'DUPLICATE')) throw error;
    throw new Failure(`${file} is there already. Choose another name, or replace it with --force.`);
  } finally {
    progress.done();
    await store.close();
  }
}

/** How many records there are of what, and the content hash, as lines. */
export function table({ collections, contentHash }: Contents): string {
  const rows = Object.entries(collections).map(([name, count]) => [name, count.toLocaleString('en')]);
  const lines = aligned(rows).map((line) => `  ${line}\n`);
  return `${lines.join('')}content hash ${contentHash}\n`;
}
