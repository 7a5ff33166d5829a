import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type Delivery, deliveries } from '../../domain/outbox.ts';
import type { StoreReader } from '../../domain/store.ts';
import type { Pacer } from './pacer.ts';

/** What an operator watches: numbers about messages and the process, and nothing about people. */
export interface Metrics {
  /** Counts what became of a delivery after a try. */
  ended(delivery: Delivery): void;
  /** All numbers as Prometheus reads them, and the content type of that. */
  text(): Promise<{ readonly type: string; readonly text: string }>;
}

interface Watched {
  readonly store: StoreReader;
  readonly pacer: Pacer;
  now(): Date;
}

/** The numbers of one instance. What waits is counted in the store when they are asked for, and is the same in all. */
export function createMetrics({ store, pacer, now }: Watched): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const ended = new Counter({
    name: 'verkostobotti_deliveries_total',
    help: 'Tries to send a message, by what became of it: its state, and the reason when it was not sent.',
    labelNames: ['state', 'reason', 'kind'],
    registers,
  });
  void new Gauge({
    name: 'verkostobotti_deliveries_waiting',
    help: 'Messages that wait to be sent, those for later included.',
    registers,
    async collect() {
      this.set(await store.count(deliveries, { state: ['waiting', 'sending'] }));
    },
  });
  void new Gauge({
    name: 'verkostobotti_deliveries_oldest_waiting_seconds',
    help: 'For how long the message that has waited longest has been due; 0 when none is due.',
    registers,
    async collect() {
      const where = { state: 'waiting', dueAt: { upTo: now().toISOString() } } as const;
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
  return {
    ended: ({ state, reason = '', kind }) => ended.inc({ state, reason, kind }),
    text: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
