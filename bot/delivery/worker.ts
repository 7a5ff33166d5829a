import type { Logger } from 'pino';
import type { Budget } from '../../domain/delivery/budget.ts';
import { dropTraceless } from '../../domain/delivery/conclude.ts';
import { tracedKinds } from '../../domain/delivery/kinds.ts';
import { planAnew } from '../../domain/delivery/plan-anew.ts';
import { claimed, type Outcome, reasons, recovered } from '../../domain/delivery/settle.ts';
import { type Delivery, deliveries } from '../../domain/outbox.ts';
import type { Where } from '../../domain/store.ts';
import type { Messenger } from '../connector.ts';
import type { TurnDeps } from '../feature.ts';
import type { Registry } from '../registry.ts';
import type { ClockWatch } from './clock-watch.ts';
import { createConversationLimits } from './conversation-limits.ts';
import { namedInLog } from './log-name.ts';
import type { Metrics } from './metrics.ts';
import type { Pacer, Timing } from './pacer.ts';
import { createRounds } from './rounds.ts';
import { runTasks } from './scheduler.ts';
import { prepare, type SenderParts } from './sender.ts';
import { chanceOf, createSettlement } from './settlement.ts';

/** Runs what is due and sends what waits. A bot has one in each of its instances. */
export interface Worker {
  /** Does everything that is due at this moment, and resolves when it is done. */
  run(): Promise<void>;
  /** Runs from now on, again and again. */
  start(): void;
  /** Something may be due: runs at once, if it was started. */
  nudge(): void;
  /** Finishes what is being sent and starts nothing else. */
  stop(): Promise<void>;
}

/** How an instance sends. */
export interface Instance {
  /** Its name in the rows it has taken; another one after each start. */
  readonly name: string;
  /** True when no other instance writes to the same store: what was being sent when it starts was left by a stop. */
  readonly alone: boolean;
  readonly budget: Budget;
}

export interface WorkerParts {
  readonly deps: TurnDeps;
  readonly registry: Registry;
  readonly messenger: Messenger;
  readonly pacer: Pacer;
  readonly metrics: Metrics;
  readonly instance: Pick<Instance, 'name' | 'alone'>;
  readonly sleep: Timing['sleep'];
  readonly clock: ClockWatch;
  readonly log: Logger;
}

/** How many messages are recorded as being sent in one go: what is in doubt when an instance is killed. */
const lot = 10;
/** How many requests may be on their way at a time: two seconds of them. */
const mostInFlight = 80;
/** How long an idle worker sleeps before it looks again. */
const pauseMs = 1000;
/** How often plans are looked at that another instance's clock may have put off. */
const betweenPlansMs = 3_600_000;
/** A message that is being sent for longer was left by its instance; sending waits for no answer that long. */
const leaseMs = 60_000;

export function createWorker(options: WorkerParts): Worker {
  const { deps, registry, messenger, pacer, metrics, instance, sleep, clock, log } = options;
  const parts: SenderParts = {
    deps,
    registry,
    messenger,
    pacer,
    limits: createConversationLimits(instance.alone),
    log,
  };
  const settlement = createSettlement({ deps, sender: instance.name, metrics, sleep, log });
  const inFlight = new Set<Promise<void>>();
  const stopping = new AbortController();
  /** Whether what a predecessor was sending is told from what this instance sends. */
  let tookOver = false;
  let concluded = false;
  let plannedAt = deps.now().getTime();

  async function work(): Promise<void> {
    const reading = clock.read();
    if (reading === 'ahead') return;
    if (reading === 'back' || deps.now().getTime() - plannedAt >= betweenPlansMs) {
      plannedAt = deps.now().getTime();
      await planAnew(deps);
    }
    await recover();
    await runTasks(deps, registry, log);
  }

  /** Takes over what other instances left; one that is alone need not wait for the lease of its predecessor. */
  async function recover(): Promise<void> {
    const now = deps.now();
    const upTo = now.toISOString();
    // No lease of now ends later: what does was taken by a clock that was ahead.
    const from = new Date(now.getTime() + 2 * leaseMs).toISOString();
    if (instance.alone && !tookOver) await takeOver({}, now);
    else for (const dueAt of [{ upTo }, { from }]) await takeOver({ dueAt }, now);
    if (!tookOver) sending.nudge();
    tookOver = true;
    if (!concluded) await concludeLeft();
    concluded = true;
  }

  async function takeOver(where: Where<'dueAt'>, now: Date): Promise<void> {
    let left: Delivery[];
    do {
      left = await deps.store.take(deliveries, { state: 'sending', ...where }, { limit: lot }, (delivery) =>
        recovered(delivery, { now, chance: chanceOf(deps) }),
      );
      for (const one of left.filter(({ kind }) => tracedKinds.includes(kind))) {
        log.warn({ ...namedInLog(one), state: one.state }, 'left behind by a stop');
      }
      await dropTraceless(deps, left);
    } while (left.length > 0);
  }

  /** A stop between coming to rest and being deleted leaves rows behind, which are found at the next start. */
  async function concludeLeft(): Promise<void> {
    for await (const row of deps.store.stream(deliveries, { state: 'uncertain' })) await dropTraceless(deps, [row]);
  }

  /** Sends what is due, once it is known what was left behind: until then, this instance would take its own for that. */
  async function sendWaiting(): Promise<void> {
    if (!tookOver) return;
    while (!stopping.signal.aborted && (await sendLot())) await fewerThan(mostInFlight);
    await fewerThan(1);
    await settlement.drained();
  }

  /** Takes a lot of what is due and lets it leave one by one. False when nothing is due. */
  async function sendLot(): Promise<boolean> {
    const now = deps.now();
    const leaseEnds = new Date(now.getTime() + leaseMs);
    const where = { state: 'waiting', dueAt: { upTo: now.toISOString() } } as const;
    const taken = await deps.store.take(deliveries, where, { limit: lot, orderBy: 'dueAt' }, (delivery) =>
      claimed(delivery, instance.name, leaseEnds),
    );
    for (const [place, delivery] of taken.entries()) await dispatch(delivery, taken.length - place);
    return taken.length > 0;
  }

  async function dispatch(delivery: Delivery, ahead: number): Promise<void> {
    try {
      const prepared = await prepare(parts, delivery);
      if ('was' in prepared) return settle(delivery, prepared);
      await pacer.turn('bulk', ahead);
      const { leave, wasRefused } = prepared;
      const sending = leave().then(
        (outcome) => settle(delivery, outcome, wasRefused),
        (error: unknown) => complain(delivery, error),
      );
      inFlight.add(sending);
      void sending.then(() => inFlight.delete(sending));
    } catch (error) {
      complain(delivery, error);
    }
  }

  function settle(delivery: Delivery, outcome: Outcome, wasRefused = false): void {
    settlement.add({ delivery, outcome, wasRefused });
  }

  /** A fault on the way to Teams, most often of the store: the message is tried again later, and its neighbours go on. */
  function complain(delivery: Delivery, error: unknown): void {
    log.error({ err: error, ...namedInLog(delivery) }, 'delivery failed');
    settle(delivery, { was: 'refused', reason: reasons.internal, doubtful: false });
  }

  async function fewerThan(most: number): Promise<void> {
    while (inFlight.size >= most) await Promise.race(inFlight);
  }

  const tasks = createRounds(work, pauseMs, log);
  const sending = createRounds(sendWaiting, pauseMs, log);
  return {
    async run() {
      await tasks.run();
      await sending.run();
    },
    start() {
      tasks.start();
      sending.start();
    },
    nudge() {
      tasks.nudge();
      sending.nudge();
    },
    async stop() {
      stopping.abort();
      await Promise.all([tasks.stop(), sending.stop()]);
    },
  };
}
