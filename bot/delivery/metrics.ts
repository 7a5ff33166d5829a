import type { Registry } from 'prom-client';
import { rulesOf, tracedKinds } from '../../domain/delivery/kinds.ts';
import { type Delivery, deliveries } from '../../domain/outbox.ts';
import type { StoreReader } from '../../domain/store.ts';
import type { ClockWatch } from './clock-watch.ts';
import type { Pacer } from './pacer.ts';

/** What an operator watches: numbers about messages and the process, and nothing about people. */
export interface Metrics {
  /** Counts what became of a delivery after a try, but of one that leaves no trace. */
  ended(delivery: Delivery): void;
  /** Counts a request that was turned away before anybody was known to stand behind it. */
  refused(reason: string): void;
  /** All numbers as Prometheus reads them, and the content type of that. */
  text(): Promise<{ readonly type: string; readonly text: string }>;
}

interface Watched {
  readonly store: StoreReader;
  readonly pacer: Pacer;
  readonly clock: Pick<ClockWatch, 'jumps'>;
  now(): Date;
}

interface Tries {
  readonly labels: { readonly state: string; readonly reason: string; readonly kind: string };
  count: number;
}

/**
 * The numbers of one instance. What waits is counted in the store when they are asked for, and is the same in all. What
 * writes them for Prometheus is loaded when somebody first asks: a start without a monitor does not wait for it.
 */
export function createMetrics(watched: Watched): Metrics {
  const tries = new Map<string, Tries>();
  const refusals = new Map<string, number>();
  let registry: Promise<Registry> | undefined;
  return {
    ended(delivery) {
      const { state, reason = '', kind } = delivery;
      if (rulesOf(delivery).traceless) return;
      const key = [state, reason, kind].join('|');
      const counted = tries.get(key) ?? { labels: { state, reason, kind }, count: 0 };
      counted.count += 1;
      tries.set(key, counted);
    },
    refused: (reason) => void refusals.set(reason, (refusals.get(reason) ?? 0) + 1),
    async text() {
      registry ??= registryOf(watched, tries, refusals);
      const made = await registry;
      return { type: made.contentType, text: await made.metrics() };
    },
  };
}

async function registryOf(
  { store, pacer, clock, now }: Watched,
  tries: ReadonlyMap<string, Tries>,
  refusals: ReadonlyMap<string, number>,
): Promise<Registry> {
  const { Counter, collectDefaultMetrics, Gauge, Registry } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  void new Counter({
    name: 'verkostobotti_deliveries_total',
    help: 'Tries to send a message, by what became of it: its state, and the reason when it was not sent.',
    labelNames: ['state', 'reason', 'kind'],
    registers,
    collect() {
      this.reset();
      for (const { labels, count } of tries.values()) this.inc(labels, count);
    },
  });
  void new Counter({
    name: 'verkostobotti_requests_refused_total',
    help: 'Requests that were turned away at the door, by what was wrong with them.',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const [reason, count] of refusals) this.inc({ reason }, count);
    },
  });
  void new Gauge({
    name: 'verkostobotti_deliveries_waiting',
    help: 'Messages that wait to be sent, those for later included.',
    registers,
    async collect() {
      this.set(await store.count(deliveries, { kind: tracedKinds, state: ['waiting', 'sending'] }));
    },
  });
  void new Gauge({
    name: 'verkostobotti_deliveries_oldest_waiting_seconds',
    help: 'For how long the message that has waited longest has been due; 0 when none is due.',
    registers,
    async collect() {
      const where = { kind: tracedKinds, state: 'waiting', dueAt: { upTo: now().toISOString() } } as const;
      const [oldest] = await store.find(deliveries, where, { limit: 1, orderBy: 'dueAt' });
      this.set(oldest ? (now().getTime() - Date.parse(oldest.dueAt)) / 1000 : 0);
    },
  });
  void new Gauge({
    name: 'verkostobotti_requests_last_second',
    help: 'Requests to Teams that this instance made in the last second, by lane.',
    labelNames: ['lane'],
    registers,
    collect() {
      for (const lane of ['bulk', 'talk'] as const) this.set({ lane }, pacer.rate(lane));
    },
  });
  void new Counter({
    name: 'verkostobotti_clock_jumps_total',
    help: 'Times that the clock of this machine was more than a minute off the time that had passed.',
    registers,
    collect() {
      this.reset();
      this.inc(clock.jumps());
    },
  });
  return registry;
}
