import { systemClock } from '../config/clock.ts';
import { loadConfig } from '../config/environment.ts';
import { loadContent } from '../content/content.ts';
import { writePackage } from '../documents/package/write.ts';
import { textsFor } from '../locales/text.ts';
import { openLowdbStore } from '../storage/lowdb/open.ts';
import { exportCommand } from './export.ts';
import { runCommand } from './run.ts';
import { verifyCommand } from './verify.ts';

const commands = {
  export: exportCommand({
    openStore: () => {
      const { dataDir } = loadConfig();
      return openLowdbStore({ dataDir, readOnly: true });
    },
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
