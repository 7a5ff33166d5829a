import { setTimeout as sleep } from 'node:timers/promises';
import { type Server, startServer } from '../postgres/server.ts';
import { type DeliveryRun, expectRate, faultsEndMs, sendingTime, someFaults, startRun } from './delivery-run.ts';
import { rounds } from './rounds.ts';

describe('2,000 messages from three processes on PostgreSQL', function () {
  this.timeout(15 * 60_000);
  const size = rounds(2000);
  let server: Server;
  let run: DeliveryRun;
  before(async () => {
    server = await startServer();
  });
  after(() => server.stop());
  beforeEach(async () => {
    run = await startRun(size, await server.createDatabase());
  });
  afterEach(() => run.close());

  it('use the rate that Teams grants and never go beyond it, on little of one core each', async () => {
    const bots = [await run.start(), await run.start(), await run.start()];
    await run.invite('s-1');
    await expectRate(run, bots, size);
  });

  it('are all accounted for when one is killed and the database has a power cut', async () => {
    await run.teams.set(someFaults);
    await run.invite('s-1');
    const [first, second] = [await run.start(), await run.start(), await run.start()];
    await sleep(sendingTime(size) / 4);
    await first.kill();
    await sleep(sendingTime(size) / 4);
    await server.kill();
    await server.restart();
    await run.settle(second, faultsEndMs);
    await second.stop();
    await run.expectAccounts();
  });
});
