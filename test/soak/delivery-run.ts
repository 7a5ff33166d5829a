import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { type RunningBot, startBot } from '../../demo/bot.ts';
import { freePort } from '../../demo/port.ts';
import { type Delivery, deliveries } from '../../domain/outbox.ts';
import type { Store } from '../../domain/store.ts';
import { openStore } from '../../storage/open.ts';
import { aPress, aQuestion, chatOf, inviteCrowd, seedCrowd } from './crowd.ts';
import { type FakeTeams, startFakeTeams } from './fake-teams.ts';
import { isFull, rounds } from './rounds.ts';

/** A crowd that a survey is to be sent to, a Teams to send it through, and bots in processes of their own. */
export interface DeliveryRun {
  readonly teams: FakeTeams;
  /** Starts one more instance. */
  start(): Promise<RunningBot>;
  /** Posts a survey to the crowd's own chats; on lowdb while no instance runs. The first is `s-1`. */
  invite(surveyId: string): Promise<void>;
  /** Resolves when every chat had the first survey or refused it and nothing waits, or after so long. */
  settle(bot: RunningBot, withinMs: number): Promise<void>;
  /** Throws unless every message is accounted for, and none came more often than its row says. */
  expectAccounts(): Promise<void>;
  close(): Promise<void>;
}

/** Seeds the store, on lowdb unless a database is given. */
export async function startRun(size: number, databaseUrl?: string): Promise<DeliveryRun> {
  const folder = await mkdtemp(join(tmpdir(), 'verkostobotti-soak-'));
  const dataDir = join(folder, 'data');
  const place = { dataDir, databaseUrl };
  const teams = await startFakeTeams();
  const bots: RunningBot[] = [];

  async function withStore(act: (store: Store) => Promise<void>): Promise<void> {
    const store = await openStore(place);
    await act(store);
    await store.close();
  }

  async function rows(): Promise<Delivery[]> {
    const store = await openStore(place, { readOnly: true });
    const found: Delivery[] = [];
    for await (const row of store.stream(deliveries, { subjectId: 's-1' })) found.push(row);
    await store.close();
    return found;
  }

  await withStore((store) => seedCrowd(store, size, teams.url));
  return {
    teams,
    async start() {
      const logFile = join(folder, `bot-${bots.length}.log`);
      const database = databaseUrl === undefined ? {} : { databaseUrl };
      const bot = await startBot({ dataDir, port: await freePort(0), logFile, ...database });
      bots.push(bot);
      return bot;
    },
    invite: (surveyId) => withStore((store) => inviteCrowd(store, surveyId)),
    async settle(bot, withinMs) {
      const until = Date.now() + withinMs;
      while (Date.now() < until) {
        await sleep(250);
        const { taken, forbidden } = await teams.report();
        if (Object.keys(taken).length + forbidden.length < size) continue;
        if ((await metricOf(bot, 'verkostobotti_deliveries_waiting')) === 0) return;
      }
    },
    async expectAccounts() {
      const { taken, forbidden } = await teams.report();
      const ledger = await rows();
      expect(ledger).to.have.length(size);
      const sent = ledger.filter(({ state }) => state === 'sent');
      expect(ledger.filter(({ state }) => state === 'blocked')).to.have.length(forbidden.length);
      expect(sent).to.have.length(size - forbidden.length);
      const chats = Array.from({ length: size }, (_, member) => chatOf(member));
      expect(chats.filter((chat) => !taken[chat] && !forbidden.includes(chat))).to.deep.equal([]);
      const doubts = new Map(sent.map(({ conversationId = '', doubts: doubted = 0 }) => [conversationId, doubted]));
      const unreported = Object.entries(taken).filter(([chat, times]) => times > 1 + (doubts.get(chat) ?? 0));
      expect(unreported).to.deep.equal([]);
      const repeated = Object.values(taken).filter((times) => times > 1).length;
      tell({ blocked: forbidden.length, repeated, doubted: sent.filter(({ doubts: doubted }) => doubted).length });
    },
    async close() {
      for (const bot of bots) await bot.kill();
      await teams.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A number that an instance tells of itself. */
export async function metricOf(bot: RunningBot, name: string): Promise<number> {
  const text = await (await fetch(`${bot.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
}

/** The median of what so many presses take, one after another, in milliseconds. */
export async function medianPress(bot: RunningBot, teams: FakeTeams, presses: number): Promise<number> {
  const taken: number[] = [];
  for (let turn = 0; turn < presses; turn += 1) {
    const from = performance.now();
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify(aPress(teams.url, turn));
    const response = await fetch(`${bot.url}/api/messages`, { method: 'POST', headers, body });
    if (!(await response.text()).includes('AdaptiveCard')) throw new Error('no card');
    taken.push(performance.now() - from);
    await sleep(40);
  }
  return taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)] ?? 0;
}

/** Asks so many questions at once, and resolves when they are answered. */
export async function askAtOnce(bot: RunningBot, teams: FakeTeams, questions: number): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const asking = Array.from({ length: questions }, (_, turn) =>
    fetch(`${bot.url}/api/messages`, { method: 'POST', headers, body: JSON.stringify(aQuestion(teams.url, turn)) }),
  );
  for (const answer of await Promise.all(asking)) if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
}

/** Prints what was measured. */
export function tell(measured: Readonly<Record<string, number>>): void {
  const rounded = Object.entries(measured).map(([name, value]) => `${name} ${Math.round(value * 1000) / 1000}`);
  process.stdout.write(`      ${rounded.join(', ')}\n`);
}

/** What the bulk lane is granted, in messages a second. */
const bulkRate = 40;

/** Watches the whole survey being sent and throws unless the rate was used, never passed, and came at little cost. */
export async function expectRate(run: DeliveryRun, bots: readonly RunningBot[], size: number): Promise<void> {
  const [one] = bots;
  if (!one) throw new Error('no bot');
  const cpu = () => Promise.all(bots.map((bot) => metricOf(bot, 'process_cpu_seconds_total')));
  const [before, from] = [await cpu(), Date.now()];
  await run.settle(one, 5 * 60_000);
  const after = await cpu();
  const seconds = (Date.now() - from) / 1000;
  const core = Math.max(...after.map((spent, place) => (spent - (before[place] ?? 0)) / seconds));
  const { first, last, worstSecond, taken } = await run.teams.report();
  const used = (size - 1) / ((last - first) / 1000) / bulkRate;
  tell({ used, worstSecond, core });
  expect(Object.values(taken)).to.deep.equal(Array.from({ length: size }, () => 1));
  // Among other tests the machine is busy, slots that come too late are lost, and the start weighs more.
  expect(used).to.be.within(isFull ? 0.98 : 0.7, 1.02);
  if (isFull) expect(core).to.be.at.most(0.2);
  expect(worstSecond).to.be.at.most(50);
}

/**
 * What networks and Teams do to requests in the runs with faults. Who is doubted three times waits for minutes: that
 * chance is left to the full run.
 */
export const someFaults = { busy: 0.05, lost: 0.05, reset: 0.02, forbidden: 0.01, mostDoubts: rounds(10) };

/** Longer than a message waits that Teams' reply was lost of four times in a row, which one in many runs has. */
export const faultsEndMs = 10 * 60_000;

/** How long sending to so many takes, in milliseconds. */
export function sendingTime(size: number): number {
  return (size / bulkRate) * 1000;
}
