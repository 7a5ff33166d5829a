import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { type RunningBot, startBot } from '../../demo/bot.ts';
import { freePort } from '../../demo/port.ts';
import { type Delivery, deliveries } from '../../domain/outbox.ts';
import { openStore } from '../../storage/open.ts';
import { aPress, chatOf, inviteCrowd, seedCrowd } from './crowd.ts';
import { type FakeTeams, startFakeTeams } from './fake-teams.ts';
import { rounds } from './rounds.ts';

const bulkRate = 40;

/** Says what was measured, rounded. */
function report(measured: Readonly<Record<string, number>>): void {
  const rounded = Object.entries(measured).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  process.stdout.write(`      ${rounded.join(', ')}\n`);
}

describe('2,000 messages from one process', function () {
  this.timeout(15 * 60_000);
  const size = rounds(2000);
  let dataDir: string;
  let teams: FakeTeams;
  let bot: RunningBot | undefined;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'verkostobotti-soak-'));
    teams = await startFakeTeams();
    const store = await openStore({ dataDir });
    await seedCrowd(store, size, teams.url);
    await inviteCrowd(store, 's-1');
    await store.close();
  });
  afterEach(async () => {
    await bot?.kill();
    await teams.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = async () => {
    bot = await startBot({ dataDir, port: await freePort(0) });
    return bot;
  };

  async function number(running: RunningBot, name: string): Promise<number> {
    const text = await (await fetch(`${running.url}/metrics`)).text();
    return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
  }

  /** Resolves when nothing waits any more, or after so long. */
  async function settle(running: RunningBot, withinMs: number): Promise<void> {
    const until = Date.now() + withinMs;
    while (Date.now() < until) {
      await sleep(250);
      const { taken, forbidden } = await teams.report();
      const answered = Object.keys(taken).length + forbidden.length;
      if (answered >= size && (await number(running, 'verkostobotti_deliveries_waiting')) === 0) return;
    }
  }

  async function rows(): Promise<Delivery[]> {
    const store = await openStore({ dataDir }, { readOnly: true });
    const found: Delivery[] = [];
    for await (const row of store.stream(deliveries, { subjectId: 's-1' })) found.push(row);
    await store.close();
    return found;
  }

  it('use the rate that Teams grants and never go beyond it, on little of one core', async () => {
    const running = await start();
    await sleep(1000);
    const cpu = await number(running, 'process_cpu_seconds_total');
    const from = Date.now();
    await settle(running, 3 * 60_000);
    const load = (await number(running, 'process_cpu_seconds_total')) - cpu;
    const seconds = (Date.now() - from) / 1000;
    const { first, last, worstSecond, taken } = await teams.report();
    const rate = (size - 1) / ((last - first) / 1000);
    report({ rate, worstSecond, core: load / seconds });
    expect(Object.keys(taken)).to.have.length(size);
    expect(rate / bulkRate).to.be.within(0.98, 1.02);
    expect(worstSecond).to.be.at.most(50);
  });

  it('do not keep anybody waiting who presses a button', async () => {
    const running = await start();
    await settle(running, 3 * 60_000);
    const idle = await presses(running);
    const { requests } = await teams.report();
    await running.stop();
    const store = await openStore({ dataDir });
    await inviteCrowd(store, 's-2');
    await store.close();
    const busy = await start();
    while ((await teams.report()).requests < requests + 10) await sleep(50);
    const beside = await presses(busy);
    expect(await number(busy, 'verkostobotti_deliveries_waiting')).to.be.greaterThan(0);
    report({ idle, beside });
    // Below a few milliseconds it is the machine that is measured.
    expect(beside).to.be.at.most(2 * Math.max(idle, 4));
  });

  /** The median of what presses take, in milliseconds. */
  async function presses(running: RunningBot): Promise<number> {
    const taken: number[] = [];
    for (let one = 0; one < 40; one += 1) {
      const from = performance.now();
      const response = await fetch(`${running.url}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(aPress(teams.url, one)),
      });
      if (!(await response.text()).includes('AdaptiveCard')) throw new Error('no card');
      taken.push(performance.now() - from);
      await sleep(40);
    }
    return taken.sort((a, b) => a - b)[taken.length / 2] ?? 0;
  }

  it('are all accounted for through faults and five power cuts, and only what is reported comes twice', async () => {
    await teams.set({ busy: 0.05, lost: 0.05, reset: 0.02, forbidden: 0.01 });
    let running = await start();
    for (let cut = 0; cut < 5; cut += 1) {
      await sleep(((size / bulkRate) * 1000) / 6);
      await running.kill();
      running = await start();
    }
    await settle(running, 5 * 60_000);
    await running.stop();
    const { taken, forbidden } = await teams.report();
    const ledger = await rows();
    expect(ledger).to.have.length(size);
    const byState = Object.groupBy(ledger, ({ state }) => state);
    expect(Object.keys(byState).sort()).to.have.members(['sent', ...(forbidden.length > 0 ? ['blocked'] : [])]);
    expect(byState.blocked ?? []).to.have.length(forbidden.length);
    const reached = Array.from({ length: size }, (_, place) => chatOf(place)).filter((chat) => taken[chat]);
    expect(reached.length + forbidden.length).to.equal(size);
    const doubted = new Map(
      (byState.sent ?? []).map(({ conversationId = '', doubts = 0 }) => [conversationId, doubts]),
    );
    const unreported = Object.entries(taken).filter(([chat, times]) => times > 1 + (doubted.get(chat) ?? 0));
    expect(unreported).to.deep.equal([]);
  });
});
