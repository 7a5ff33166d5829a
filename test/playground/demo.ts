import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningBot, startBot } from '../../demo/bot.ts';
import type { Seat } from '../../demo/context.ts';
import { type Playground, startPlayground } from '../../demo/playground.ts';
import { freePort } from '../../demo/port.ts';
import { seedDemo } from '../../demo/seed.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';

/** The Playground and the bot with the demo network, both in processes of their own. */
export interface Demo {
  readonly playground: Playground;
  /** Ends the bot in the middle of what it does (SIGKILL) and starts it again on the same data. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts both, with data in a new temporary folder. */
export async function startDemo(seat: Seat = 'coordinator'): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'verkostobotti-demo-'));
  const dataDir = join(folder, 'data');
  const port = await freePort(0);
  const botUrl = `http://127.0.0.1:${port}/api/messages`;
  const playground = await startPlayground({ botUrl, seat, port: await freePort(0) });
  let bot: RunningBot | undefined;
  const stop = async () => {
    await bot?.stop();
    await playground.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const store = await openLowdbStore({ dataDir });
    await seedDemo(store, new Date(), { serviceUrl: playground.serviceUrl });
    await store.close();
    bot = await startBot({ dataDir, port });
  } catch (error) {
    await stop();
    throw error;
  }
  const crash = async () => {
    await bot?.kill();
    bot = await startBot({ dataDir, port });
  };
  return { playground, crash, stop };
}
