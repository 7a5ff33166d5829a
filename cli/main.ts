import { systemClock } from '../config/clock.ts';
import { loadConfig } from '../config/environment.ts';
import { programVersion } from '../config/version.ts';
import { loadContent } from '../content/content.ts';
import { bulkNetwork } from '../demo/bulk/network.ts';
import { timeZone } from '../demo/term.ts';
import { writePackage } from '../documents/package/write.ts';
import { textsFor } from '../locales/text.ts';
import type { HearNotice } from '../storage/kept-store.ts';
import { openStore } from '../storage/open.ts';
import { backupCommand } from './backup.ts';
import { exportCommand } from './export.ts';
import { migrateCommand } from './migrate.ts';
import { restoreCommand } from './restore.ts';
import { runCommand } from './run.ts';
import { seedCommand } from './seed.ts';
import { verifyCommand } from './verify.ts';

/** The store as it is beside a running bot. */
const openForReading = () => openStore(loadConfig(), { readOnly: true });
const openForWriting = () => openStore(loadConfig());

const commands = {
  backup: backupCommand({ openStore: openForReading, now: systemClock, program: programVersion() }),
  export: exportCommand({
    openStore: openForReading,
    now: systemClock,
    write: (contents, language, out) => writePackage(contents, language, textsFor(language), out),
    forms: loadContent().practiceForms,
  }),
  migrate: migrateCommand({ openStore: (notice: HearNotice) => openStore(loadConfig(), { notice }) }),
  restore: restoreCommand({ openStore: openForWriting }),
  seed: seedCommand({ open: openForWriting, entries: bulkNetwork, now: systemClock, timeZone }),
  verify: verifyCommand,
};

process.exitCode = await runCommand(commands, process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  watched: process.stderr.isTTY,
});
