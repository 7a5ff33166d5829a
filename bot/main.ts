import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { complaintOf } from '../cli/complaint.ts';
import { systemClock } from '../config/clock.ts';
import { type Config, loadConfig } from '../config/environment.ts';
import { newId } from '../config/ids.ts';
import { createLogger } from '../config/logger.ts';
import { loadContent } from '../content/content.ts';
import { finnishHolidays } from '../content/holidays.ts';
import { demoPerson, demoPersonAs } from '../demo/people.ts';
import { createOffLoop } from '../documents/off-loop/off-loop.ts';
import { ownBudget, sharedBudget } from '../domain/delivery/budget.ts';
import { planAnew } from '../domain/delivery/plan-anew.ts';
import { spellPersonIds } from '../domain/network/spelling.ts';
import { nouns } from '../domain/nouns.ts';
import type { Store } from '../domain/store.ts';
import { putKeysInOrder } from '../domain/survey/seal-key.ts';
import { createRates } from '../http/rates.ts';
import type { StoreNotice } from '../storage/kept-store.ts';
import { openStore } from '../storage/open.ts';
import { makeKeyPlace } from '../storage/vault/key-place.ts';
import { formerKeys, moveKeys } from '../storage/vault/move-keys.ts';
import { dropFormerKey, purposeKey } from '../storage/vault/purpose-key.ts';
import { createVault, surveysWithKey } from '../storage/vault/vault.ts';
import { createLinks } from '../tab/server/links.ts';
import { createLocalIdentity } from '../tab/server/local-identity.ts';
import * as loopback from '../tab/server/loopback.ts';
import { mountTab } from '../tab/server/routes.ts';
import { createTeamsIdentity } from '../tab/server/teams-identity.ts';
import { createApp } from './app.ts';
import type { Instance } from './delivery/worker.ts';
import type { BotDeps } from './feature.ts';
import { features } from './features.ts';

/** Starts the bot from the environment, and stops it on SIGTERM and SIGINT when what is in flight is done. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLogger(config.logLevel);
  await makeKeyPlace(config);
  const store = await openStore(config, { notice: (notice) => logNotice(log, notice) });
  await bringKeys(config, log);
  if (!config.app) await seed(store);
  const linkKey = await purposeKey(config.keyDir, 'links');
  const builtIn = loadContent();
  const links = createLinks({ store, now: systemClock, newId, linkKey }, config.publicUrl, config.app?.id);
  const founders = config.app ? config.coordinators : [...config.coordinators, demoPerson.aadObjectId];
  const deps: BotDeps = {
    store,
    vault: createVault(config.keyDir),
    now: systemClock,
    newId,
    randomBelow: randomInt,
    builtIn,
    links,
    timeZone: config.timeZone,
    founders,
    isHoliday: finnishHolidays(),
    nouns,
  };
  const elapsed = () => performance.now();
  const rates = createRates(elapsed, config.trustedProxies);
  const registration = config.app && { id: config.app.id, tenantId: config.app.tenantId };
  const app = createApp({
    deps,
    features,
    sdk: sdkOptions(config),
    instance: instanceOf(config, store),
    sleep,
    elapsed,
    rates,
    metricsToken: config.metricsToken,
    registration,
    loopback,
    log,
  });
  const offLoop = createOffLoop();
  mountTab(app.server, {
    ...deps,
    offLoop,
    links,
    rates,
    identity: await createIdentity(config),
    practiceForms: builtIn.practiceForms,
    practiceExample: builtIn.practiceExample,
    regions: builtIn.regions,
    surveyTemplates: builtIn.surveyTemplates,
    clientFolder: join(import.meta.dirname, '..', 'build', 'tab'),
    accessibilityContact: config.accessibilityContact,
    afterChange: () => app.worker.nudge(),
    log,
  });
  await spellPersonIds(deps);
  await planAnew(deps);
  const missing = await putKeysInOrder(deps, await surveysWithKey(config.keyDir));
  if (missing.length > 0)
    log.error({ surveys: missing }, 'keys of anonymous surveys are not in KEY_DIR: doctor says more');
  const port = await app.listen(config.port, config.host);
  app.worker.start();
  log.info({ host: config.host, port, local: !config.app }, 'listening');
  stopOn(['SIGTERM', 'SIGINT'], async () => {
    await Promise.all([app.close(), offLoop.close()]);
    await store.close();
    log.info('stopped');
  });
}

/** Keys that an earlier version kept inside the data folder come to their place. */
async function bringKeys({ dataDir, keyDir }: Config, log: Logger): Promise<void> {
  const from = formerKeys(dataDir);
  const files = await moveKeys(from, keyDir);
  await dropFormerKey(keyDir);
  if (files > 0) log.warn({ files, from, to: keyDir }, 'the keys were moved out of the data folder');
}

/** The demo network is for local mode only, so only then is it loaded. */
async function seed(store: Store): Promise<void> {
  const { seedDemo } = await import('../demo/seed.ts');
  await seedDemo(store, systemClock());
}

function logNotice(log: Logger, { kind, ...details }: StoreNotice): void {
  const { cause: err, ...facts } = { cause: undefined, ...details };
  log.warn({ kind, ...facts, ...(err === undefined ? {} : { err }) }, 'the store says');
}

/** A data folder has one process that writes; a database may have several, which share Teams' limits. */
function instanceOf({ databaseUrl }: Config, store: Store): Instance {
  const alone = databaseUrl === undefined;
  return { name: newId(), alone, budget: alone ? ownBudget() : sharedBudget(store) };
}

async function createIdentity({ app, publicUrl, keyDir, demoSeat }: Config) {
  if (!app) {
    const secret = await purposeKey(keyDir, 'sessions');
    return createLocalIdentity({ localPerson: demoPersonAs(demoSeat), secret, now: systemClock });
  }
  return createTeamsIdentity({ appId: app.id, tenantId: app.tenantId, publicUrl, now: systemClock });
}

function sdkOptions({ app }: Config) {
  if (!app) return {};
  const { id: MicrosoftAppId, type: MicrosoftAppType, tenantId: MicrosoftAppTenantId, password } = app;
  return {
    MicrosoftAppId,
    MicrosoftAppType,
    MicrosoftAppTenantId,
    ...(password ? { MicrosoftAppPassword: password } : {}),
  };
}

function stopOn(signals: readonly NodeJS.Signals[], stop: () => Promise<void>): void {
  let stopping: Promise<void> | undefined;
  for (const signal of signals) {
    process.on(signal, () => {
      stopping ??= stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${String(error)}\n`);
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${complaintOf(error)}\n`);
  process.exit(1);
});
