import { systemClock } from '../config/clock.ts';
import { type Config, loadConfig } from '../config/environment.ts';
import { newId } from '../config/ids.ts';
import { programVersion } from '../config/version.ts';
import { loadContent } from '../content/content.ts';
import { finnishHolidays } from '../content/holidays.ts';
import { bulkNetwork } from '../demo/bulk/network.ts';
import { timeZone } from '../demo/term.ts';
import { writePackage } from '../documents/package/write.ts';
import { nouns } from '../domain/nouns.ts';
import { textsFor } from '../locales/text.ts';
import type { HearNotice } from '../storage/kept-store.ts';
import { examineStore, openStore, repairStore } from '../storage/open.ts';
import { createVault, surveysWithKey } from '../storage/vault/vault.ts';
import { askYes } from './ask.ts';
import { backupCommand } from './backup.ts';
import { coordinatorCommand } from './coordinator.ts';
import { doctorCommand } from './doctor/doctor.ts';
import { exportCommand } from './export.ts';
import { lostKeyCommand } from './lost-key.ts';
import { migrateCommand } from './migrate.ts';
import { restoreCommand } from './restore.ts';
import { runCommand } from './run.ts';
import { seedCommand } from './seed.ts';
import { verifyCommand } from './verify.ts';

const { stdin, stdout, stderr } = process;

/** The store as it is beside a running bot. */
const openForReading = () => openStore(loadConfig(), { readOnly: true });
const openForWriting = () => openStore(loadConfig());

async function manifestFaults({ app, publicUrl }: Config): Promise<readonly string[]> {
  if (!app) return [];
  // The schemas take a while to load, and only doctor needs them.
  const { createManifest } = await import('../manifest/manifest.ts');
  const { schemaFaults } = await import('../manifest/schema-faults.ts');
  return schemaFaults(createManifest({ appId: app.id, publicUrl, version: programVersion() }));
}

const ask = stdin.isTTY && stderr.isTTY ? (question: string) => askYes(question, stdin, stderr) : undefined;

const commands = {
  backup: backupCommand({ openStore: openForReading, now: systemClock, program: programVersion() }),
  coordinator: coordinatorCommand({
    openStore: (readOnly) => openStore(loadConfig(), { readOnly }),
    now: systemClock,
    newId,
  }),
  doctor: doctorCommand<Config>({
    loadSettings: loadConfig,
    manifestFaults,
    examine: examineStore,
    repair: repairStore,
    openStore: (config) => openStore(config, { readOnly: true }),
    vault: ({ keyDir }) => createVault(keyDir),
    keyedSurveys: ({ keyDir }) => surveysWithKey(keyDir),
    ask,
  }),
  export: exportCommand({
    openStore: openForReading,
    now: systemClock,
    write: (contents, language, out) => writePackage(contents, language, textsFor(language), out),
    builtIn: loadContent(),
    nouns,
  }),
  'lost-key': lostKeyCommand({
    open: async () => {
      const config = loadConfig();
      const [store, vault] = [await openStore(config), createVault(config.keyDir)];
      return { store, vault, now: systemClock, newId, isHoliday: finnishHolidays() };
    },
    ask,
  }),
  migrate: migrateCommand({ openStore: (notice: HearNotice) => openStore(loadConfig(), { notice }) }),
  restore: restoreCommand({ openStore: openForWriting }),
  seed: seedCommand({ open: openForWriting, entries: bulkNetwork, now: systemClock, timeZone }),
  verify: verifyCommand,
};

process.exitCode = await runCommand(commands, process.argv.slice(2), {
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  watched: stderr.isTTY,
});
