import type { Logger } from 'pino';
import { comeBack } from '../../domain/delivery/come-back.ts';
import { concluding, isGone } from '../../domain/delivery/conclude.ts';
import { rulesOf, withdrawalKind } from '../../domain/delivery/kinds.ts';
import { type Outcome, settled } from '../../domain/delivery/settle.ts';
import { asAppError, isAppError } from '../../domain/errors.ts';
import { onceMore } from '../../domain/once-more.ts';
import { type Delivery, deliveries } from '../../domain/outbox.ts';
import { put, remove, type Write } from '../../domain/store.ts';
import type { BotDeps } from '../feature.ts';
import { namedInLog } from './log-name.ts';
import type { Metrics } from './metrics.ts';
import type { Timing } from './pacer.ts';

/** Records what became of deliveries; outcomes that come while a commit is on its way share the next one. */
export interface Settlement {
  add(result: Result): void;
  /** Resolves when all that was added is recorded, or was given up with a line in the log. */
  drained(): Promise<void>;
}

interface Result {
  /** As it was taken by this instance. */
  readonly delivery: Delivery;
  readonly outcome: Outcome;
  /** Teams refused its person or channel until now. */
  readonly wasRefused: boolean;
}

interface Ended {
  readonly delivery: Delivery;
  readonly wasRefused: boolean;
}

interface SettlementParts {
  readonly deps: BotDeps;
  /** The name of this instance in the rows it has taken. */
  readonly sender: string;
  readonly metrics: Metrics;
  readonly sleep: Timing['sleep'];
  readonly log: Logger;
}

const denominator = 2 ** 32;

/** Chance from 0 up to, not including, 1. */
export function chanceOf({ randomBelow }: Pick<BotDeps, 'randomBelow'>): number {
  return randomBelow(denominator) / denominator;
}

/** A store that cannot be reached is waited for so often and so long: well within the lease of what is being sent. */
const mostTries = 40;
const pauseMs = 1000;

export function createSettlement({ deps, sender, metrics, sleep, log }: SettlementParts): Settlement {
  let waiting: Result[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const results = waiting;
      waiting = [];
      await record(results);
    }
    running = undefined;
  }

  async function record(results: readonly Result[]): Promise<void> {
    const ended = results.map(({ delivery, outcome, wasRefused }): Ended => {
      return { delivery: settled(delivery, outcome, { now: deps.now(), chance: chanceOf(deps) }), wasRefused };
    });
    await commitTogether(ended.filter(isPlain));
    for (const one of ended) if (!isPlain(one)) await commitAlone(one);
    for (const { delivery } of ended) report(delivery);
  }

  function report(ended: Delivery): void {
    metrics.ended(ended);
    const { id: delivery, kind, state, attempts, reason } = ended;
    if (state === 'sent' || rulesOf(ended).traceless) return;
    log.info({ delivery, kind, state, attempts, reason }, 'not sent');
  }

  async function commitTogether(ended: readonly Ended[]): Promise<void> {
    if (ended.length === 0) return;
    try {
      await deps.store.commit(ended.map(({ delivery }) => (isGone(delivery) ? remove : put)(deliveries, delivery)));
    } catch {
      // One of them was changed meanwhile, or the store failed: each is tried alone.
      for (const one of ended) await commitAlone(one);
    }
  }

  /** A row that cannot be recorded stays as being sent: when its lease is over, it is taken for in doubt. */
  async function commitAlone({ delivery, wasRefused }: Ended): Promise<void> {
    try {
      await patiently(() => onceMore(async () => deps.store.commit(await writesOf(delivery))));
      if (wasRefused && delivery.state === 'sent' && !isGone(delivery)) await comeBack(deps, delivery.targetId);
    } catch (error) {
      log.error({ err: asAppError(error), ...namedInLog(delivery) }, 'not recorded');
    }
  }

  /** Does it again while the store cannot be reached: what is not recorded would be sent twice. */
  async function patiently(act: () => Promise<void>, tries = mostTries): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (tries <= 1 || !isAppError(error, 'STORE_UNAVAILABLE')) throw error;
      await sleep(pauseMs);
      await patiently(act, tries - 1);
    }
  }

  /** None when another instance has taken the row over meanwhile; one that waits there again is known to have arrived. */
  async function writesOf(ended: Delivery): Promise<Write[]> {
    const now = await deps.store.get(deliveries, ended.id);
    if (now?.state === 'sending' && now.sender === sender) return concluding(deps, { ...ended, version: now.version });
    if (now?.state !== 'waiting' || ended.state !== 'sent') return [];
    return concluding(deps, { ...ended, version: now.version, ...(now.doubts ? { doubts: now.doubts } : {}) });
  }

  return {
    add(result) {
      waiting.push(result);
      running ??= run();
    },
    async drained() {
      for (; ; await running) if (!running) return;
    },
  };
}

/** Whether recording what became of it changes its own row alone. */
function isPlain({ delivery, wasRefused }: Ended): boolean {
  if (isGone(delivery)) return true;
  const { kind, state } = delivery;
  const alone = state === 'blocked' || state === 'notReached' || state === 'paused';
  return !wasRefused && !alone && kind !== withdrawalKind;
}
