import { systemClock } from '../config/clock.ts';
import { loadConfig } from '../config/environment.ts';
import { programVersion } from '../config/version.ts';
import { loadContent } from '../content/content.ts';
import { writePackage } from '../documents/package/write.ts';
import type { Store } from '../domain/store.ts';
import { textsFor } from '../locales/text.ts';
import { openLowdbStore } from '../storage/lowdb/store.ts';
import { backupCommand } from './backup.ts';
import { exportCommand } from './export.ts';
import { runCommand } from './run.ts';
import { verifyCommand } from './verify.ts';

/** The store as it is beside a running bot. */
function openForReading(): Promise<Store> {
  const { dataDir } = loadConfig();
  return openLowdbStore({ dataDir, readOnly: true });
}

const commands = {
  backup: backupCommand({ openStore: openForReading, now: systemClock, program: programVersion() }),
  export: exportCommand({
    openStore: openForReading,
    now: systemClock,
    write: (contents, language, out) => writePackage(contents, language, textsFor(language), out),
    forms: loadContent().practiceForms,
  }),
  verify: verifyCommand,
};

process.exitCode = await runCommand(commands, process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  watched: process.stderr.isTTY,
});
