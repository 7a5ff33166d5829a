import type { Store } from '../domain/store.ts';
import type { HearNotice, StoreNotice } from '../storage/kept-store.ts';
import { schemaVersion } from '../storage/schema.ts';
import { readArguments } from './arguments.ts';
import type { Command, Output } from './command.ts';
import { createProgress } from './progress.ts';

/** What migrating needs from outside. */
export interface MigrateDeps {
  /** Opens the store for writing, which brings it to this program's version. */
  openStore(hear: HearNotice): Promise<Store>;
}

/** Brings the data to this program's version, as its next start would. */
export function migrateCommand(deps: MigrateDeps): Command {
  return {
    usage: 'migrate [--json]',
    async run(args, output) {
      const { values } = readArguments({ args: [...args], options: { json: { type: 'boolean', default: false } } });
      const done = await migrate(deps, output);
      if (values.json) output.out(`${JSON.stringify(summary(done))}\n`);
      else output.out(done ? told(done) : `Nothing to do: the data is of version ${schemaVersion}.\n`);
      return 0;
    },
  };
}

type Migrated = Extract<StoreNotice, { readonly kind: 'migrated' }>;

async function migrate(deps: MigrateDeps, output: Output): Promise<Migrated | undefined> {
  const progress = createProgress(output);
  const notices: StoreNotice[] = [];
  progress.show('Opening the store …');
  try {
    const store = await deps.openStore((notice) => notices.push(notice));
    await store.close();
  } finally {
    progress.done();
  }
  for (const notice of notices) {
    if (notice.kind !== 'tornTailCut') continue;
    const { file, offset, bytes } = notice;
    output.err(`${file}: ${bytes} bytes from byte ${offset} on were cut off; they were never acknowledged.\n`);
  }
  return notices.find((notice) => notice.kind === 'migrated');
}

function summary(done: Migrated | undefined) {
  if (!done) return { migrated: false, schemaVersion };
  const { from, to, backup } = done;
  return { migrated: true, schemaVersion, from, to, backup };
}

function told({ from, to, backup }: Migrated): string {
  const copy = backup ? `As it was before, it lies in ${backup}.\n` : '';
  return `The data was brought from version ${from} to ${to}.\n${copy}`;
}
