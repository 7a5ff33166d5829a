import type { Logger } from 'pino';
import type { Card } from '../cards/card.ts';
import { createReader, type Reader } from '../cards/reader.ts';
import { claimed, type Outcome, recovered, settled } from '../domain/delivery/settle.ts';
import { isAppError } from '../domain/errors.ts';
import { groups, networks, people } from '../domain/network/network.ts';
import { type Delivery, deliveries, type Task, tasks } from '../domain/outbox.ts';
import { put } from '../domain/store.ts';
import type { Messenger, Posted } from './connector.ts';
import type { BotDeps } from './feature.ts';
import type { Registry } from './registry.ts';

/** Runs what is due and sends what waits. One at a time; a bot has one. */
export interface Worker {
  /** Does everything that is due at this moment, and resolves when it is done. */
  run(): Promise<void>;
  /** Runs from now on, again and again. */
  start(): void;
  /** Something may be due: runs at once, if it was started. */
  nudge(): void;
  /** Finishes the round in progress and starts no other. */
  stop(): Promise<void>;
}

const batch = 50;
/** How long an idle worker sleeps before it looks again. */
const pauseMs = 1000;
/** How long a task that failed is put off. */
const putOffMs = 60_000;

export function createWorker(deps: BotDeps, registry: Registry, messenger: Messenger, log: Logger): Worker {
  let round: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let running = false;

  async function work(): Promise<void> {
    await recover();
    await runTasks();
    await sendWaiting();
  }

  /** There is one worker, so what is being sent when a round begins was left behind by a stop or a failed commit. */
  async function recover(): Promise<void> {
    for (const delivery of await deps.store.find(deliveries, { state: 'sending' })) {
      await deps.store.commit([put(deliveries, recovered(delivery))]);
    }
  }

  async function runTasks(): Promise<void> {
    const where = { dueAt: { upTo: deps.now().toISOString() } };
    for (const task of await deps.store.find(tasks, where, { limit: batch, orderBy: 'dueAt' })) await runTask(task);
  }

  async function runTask(task: Task): Promise<void> {
    try {
      const handle = registry.task(task.kind);
      if (!handle) throw new Error(`nothing handles the task ${task.kind}`);
      await handle(deps, task);
    } catch (error) {
      // Somebody else changed the subject or did the task: it is looked at again in the next round.
      if (isAppError(error, 'CONFLICT')) return;
      log.error({ err: error, kind: task.kind, task: task.id }, 'task failed');
      await putOff(task);
    }
  }

  async function putOff(task: Task): Promise<void> {
    const now = await deps.store.get(tasks, task.id);
    const dueAt = new Date(deps.now().getTime() + putOffMs).toISOString();
    if (now) await deps.store.commit([put(tasks, { ...now, dueAt })]);
  }

  async function sendWaiting(): Promise<void> {
    const where = { state: 'waiting', dueAt: { upTo: deps.now().toISOString() } } as const;
    const waiting = await deps.store.find(deliveries, where, { limit: batch, orderBy: 'dueAt' });
    for (const delivery of waiting) {
      // One that fails here stays to be recovered; its neighbours go on.
      await deliver(delivery).catch((error: unknown) => {
        log.error({ err: error, delivery: delivery.id, kind: delivery.kind }, 'delivery failed');
      });
    }
  }

  async function deliver(waiting: Delivery): Promise<void> {
    await deps.store.commit([put(deliveries, claimed(waiting))]);
    const delivery = { ...claimed(waiting), version: waiting.version + 1 };
    await deps.store.commit([put(deliveries, await attempt(delivery))]);
  }

  /** Sends a delivery and gives what became of it. */
  async function attempt(delivery: Delivery): Promise<Delivery> {
    const target = await targetOf(deps, delivery);
    if (!target) return { ...delivery, state: 'skipped', reason: 'notReached' };
    let card: Card | undefined;
    try {
      card = await registry.message(delivery.kind)?.(deps, delivery, target.reader);
    } catch (error) {
      // A fault of ours, which no second try mends.
      log.error({ err: error, delivery: delivery.id, kind: delivery.kind }, 'no card');
      return { ...delivery, state: 'failed', reason: 'card' };
    }
    if (!card) return { ...delivery, state: 'skipped', reason: 'nothingToSay' };
    const outcome = await sent(delivery, target.send(messenger, card));
    return settled(delivery, outcome, deps.now());
  }

  async function sent(delivery: Delivery, posting: Promise<Posted>): Promise<Outcome> {
    try {
      return { sent: true, ...(await posting) };
    } catch (error) {
      const outcome = failure(error);
      const { id, kind, attempts } = delivery;
      log.warn({ err: error, delivery: id, kind, attempts, reason: outcome.reason }, 'not sent');
      return outcome;
    }
  }

  function next(): Promise<void> {
    // A round that failed, as when the disk is full, must not keep the next one from trying.
    round = round.catch(() => undefined).then(work);
    return round;
  }

  function schedule(delay: number): void {
    if (!running) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      void next()
        .catch((error: unknown) => log.error({ err: error }, 'round failed'))
        .then(() => schedule(pauseMs));
    }, delay);
    timer.unref();
  }

  return {
    run: next,
    start() {
      running = true;
      schedule(0);
    },
    nudge: () => schedule(0),
    async stop() {
      running = false;
      clearTimeout(timer);
      await round.catch(() => undefined);
    },
  };
}

type Send = (messenger: Messenger, card: Card) => Promise<Posted>;

/** How and in whose words a delivery is sent. Undefined when its group or person cannot be reached. */
async function targetOf(deps: BotDeps, delivery: Delivery): Promise<{ reader: Reader; send: Send } | undefined> {
  const network = await deps.store.get(networks, delivery.networkId);
  const address = await addressOf(deps, delivery);
  if (!network || !address) return undefined;
  const reader = createReader(address.language ?? network.language, network.timeZone);
  if (delivery.replacesId === undefined) return { reader, send: address.send };
  const replaced = await deps.store.get(deliveries, delivery.replacesId);
  const { activityId, conversationId } = replaced ?? {};
  if (activityId === undefined || conversationId === undefined) return undefined;
  return {
    reader,
    send: (messenger, card) => messenger.update(address.serviceUrl, { activityId, conversationId }, card),
  };
}

async function addressOf(deps: BotDeps, { to }: Delivery) {
  if (to.type === 'channel') {
    const group = await deps.store.get(groups, to.groupId);
    if (!group) return undefined;
    const { serviceUrl, channelId, language } = group;
    const send: Send = (messenger, card) => messenger.postToChannel(serviceUrl, channelId, card);
    return { serviceUrl, language, send };
  }
  const person = await deps.store.get(people, to.personId);
  if (!person?.conversation) return undefined;
  const { serviceUrl, id } = person.conversation;
  const send: Send = (messenger, card) => messenger.postToConversation(serviceUrl, id, card);
  return { serviceUrl, language: person.language, send };
}

function failure(error: unknown): Extract<Outcome, { sent: false }> {
  const { statusCode, code, response } = error as {
    statusCode?: number;
    code?: string;
    response?: { headers?: { get?(name: string): string | undefined } };
  };
  const seconds = Number(response?.headers?.get?.('retry-after'));
  return {
    sent: false,
    reason: String(statusCode ?? code ?? 'connection'),
    ...(statusCode === undefined ? {} : { status: statusCode }),
    ...(seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}),
  };
}
