import {
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
} from 'botbuilder';
import type { BotFrameworkAuthentication } from 'botframework-connector';
import type { Logger } from 'pino';
import type { Server } from 'restify';
import { entraId } from '../domain/entra-id.ts';
import { assertKeysThere } from '../domain/survey/seal-key.ts';
import { guardServer } from '../http/guard.ts';
import type { Rates } from '../http/rates.ts';
import { TeamsAdapter } from './adapter.ts';
import { type Pace, ReusingAuthentication } from './authentication.ts';
import { createMessenger } from './connector.ts';
import { type Clocks, watchClock } from './delivery/clock-watch.ts';
import { createMetrics } from './delivery/metrics.ts';
import { mountMetrics } from './delivery/metrics-route.ts';
import { createPacer, type Timing } from './delivery/pacer.ts';
import { createWorker, type Instance, type Worker } from './delivery/worker.ts';
import type { Loopback } from './door.ts';
import type { BotDeps, Feature } from './feature.ts';
import { createLater } from './later.ts';
import { createFollower } from './network/follower.ts';
import { createInstallation } from './network/installation.ts';
import { createRegistry } from './registry.ts';
import { createReply } from './reply.ts';
import { createRouter } from './router.ts';
import { createServer } from './server.ts';
import { createTeamReader } from './team-reader.ts';
import { TeamsHandler } from './teams-handler.ts';

/** The bot put together: its server, which the tab's routes are added to, and its worker. */
export interface App {
  readonly server: Server;
  readonly worker: Worker;
  /** Resolves to the port listened on. The worker is started apart. */
  listen(port: number, host: string): Promise<number>;
  /** Takes no more requests, finishes those in flight and the worker's round, and resolves. */
  close(): Promise<void>;
}

export interface AppOptions {
  readonly deps: BotDeps;
  readonly features: readonly Feature[];
  /** The SDK's options for the app's registration; none in local mode. */
  readonly sdk: ConfigurationBotFrameworkAuthenticationOptions;
  readonly instance: Instance;
  /** How long to wait for what; `now` is the clock of `deps`. */
  readonly sleep: Timing['sleep'];
  /** A clock that nobody sets, which tells when the one of `deps` jumps. */
  readonly elapsed: Clocks['elapsed'];
  /** The app's registration; undefined in local mode. */
  readonly registration: { readonly id: string; readonly tenantId: string } | undefined;
  /** Asked in local mode, and about the metrics. */
  readonly loopback: Loopback;
  /** What reading the metrics takes; without it this machine may in local mode, and nobody with a registration. */
  readonly metricsToken?: string | undefined;
  /** How often people and strangers may ask; the page counts with the same. */
  readonly rates: Rates;
  readonly log: Logger;
}

/** The SDK's authentication for an app's registration, with our changes. Without a registration: local mode. */
export function createAuthentication(
  options: ConfigurationBotFrameworkAuthenticationOptions,
  pace?: Pace,
): BotFrameworkAuthentication {
  return new ReusingAuthentication(new ConfigurationBotFrameworkAuthentication(options), pace);
}

/** How long stopping waits for requests in flight. */
const patienceMs = 10_000;

/**
 * How many connections the system holds for us until we take them; its own bound (`somaxconn`) may be lower. Beyond it,
 * it drops what clients say in silence, and each of them, whoever it is, tries again after a second or more.
 */
const queue = 4_096;

/** What a greeting mentions first. */
const firstWords = ['help', 'mine', 'schedule', 'practice', 'language'];

/** Puts the bot together. It does nothing until it listens. */
export function createApp(options: AppOptions): App {
  const { deps, features, sdk, instance, sleep, registration, loopback, metricsToken, rates, log } = options;
  const timing: Timing = { now: () => deps.now().getTime(), sleep };
  const pacer = createPacer(instance.budget, timing);
  const clock = watchClock({ now: () => deps.now(), elapsed: options.elapsed }, log);
  const metrics = createMetrics({ store: deps.store, pacer, clock, now: () => deps.now() });
  const registry = createRegistry(features);
  const tenantId = registration && entraId(registration.tenantId);
  const self = { appId: registration?.id ?? '', tenantId };
  const authentication = createAuthentication(sdk);
  const { alone } = instance;
  const teams = createTeamReader({ authentication, appId: self.appId, pacer, timing, alone });
  const messenger = createMessenger(authentication, self);
  const later = createLater({ messenger, pacer, log, afterwards: () => worker.nudge() });
  const turnDeps = { ...deps, teams, later, follower: createFollower({ ...deps, teams, later }, log) };
  const router = createRouter(turnDeps, registry, log, rates);
  const reply = createReply(timing);
  const installation = createInstallation(turnDeps, reply, firstWords, log);
  const { refused } = metrics;
  const handler = new TeamsHandler({ deps, router, installation, reply, rates, refused });
  const adapter = new TeamsAdapter(createAuthentication(sdk, () => pacer.turn('talk')));
  adapter.onTurnError = async ({ activity: { id: activity } }, error) =>
    log.error({ err: error, activity }, 'turn failed');
  const worker = createWorker({ deps: turnDeps, registry, messenger, pacer, metrics, instance, sleep, clock, log });
  const server = createServer({
    adapter,
    handler,
    ready: async () => {
      await deps.store.ready();
      return (await assertKeysThere(deps)).length;
    },
    afterTurn: () => worker.nudge(),
    refused,
    strays: rates.strays,
    tenantId,
    loopback: registration ? undefined : loopback,
    log,
  });
  // A proxy on the same machine looks like this machine: with a registration, only the token opens the metrics.
  const isFromThisMachine = registration ? () => false : loopback.isFromThisMachine;
  mountMetrics(server, metrics, { token: metricsToken, isFromThisMachine });
  const guard = guardServer(server.server);
  return {
    server,
    worker,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, queue, () => resolve(server.address().port));
      }),
    async close() {
      teams.stop();
      await guard.close(patienceMs);
      await later.drained();
      await worker.stop();
    },
  };
}
