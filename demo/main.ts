import { rm } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { complaintOf } from '../cli/complaint.ts';
import { textsFor } from '../locales/text.ts';
import type { Texts } from '../locales/texts.ts';
import { openLowdbStore } from '../storage/lowdb/open.ts';
import { type RunningBot, startBot } from './bot.ts';
import { type Seat, seats } from './context.ts';
import { buildPageIfOld } from './page.ts';
import { demoName, demoPeople } from './people.ts';
import { type Playground, startPlayground } from './playground.ts';
import { freePort } from './port.ts';
import { moveDemo, seedDemo } from './seed.ts';

const usage = `Usage: npm run demo -- [--as ${seats.join('|')}] [--port N] [--fresh]
  --as     who you are in the Playground (coordinator)
  --port   the bot's port (PORT, else 3978)
  --fresh  starts over: removes ./data/demo`;

/** What somebody in a seat can try first. */
const firstWords: Readonly<Record<Seat, readonly string[]>> = {
  coordinator: ['survey', 'meeting', 'practice', 'status', 'package'],
  lead: ['survey', 'meeting', 'practice', 'status', 'schedule'],
  member: ['mine', 'schedule', 'practice', 'help'],
};

const ownFolder = resolve(import.meta.dirname, '..', 'data', 'demo');
const [fi, en] = [textsFor('fi'), textsFor('en')];
const inBoth = (say: (t: Texts) => string) => [...new Set([say(fi), say(en)])].join(' · ');
const print = (line = '') => process.stdout.write(`${line}\n`);

interface Options {
  readonly seat: Seat;
  readonly port: number;
  readonly dataDir: string;
  readonly fresh: boolean;
}

/** What was asked for. Throws when it makes no sense. */
function readOptions(): Options {
  const options = { as: { type: 'string' }, port: { type: 'string' }, fresh: { type: 'boolean' } } as const;
  const { as = 'coordinator', port = process.env['PORT'] || '3978', fresh = false } = parseArgs({ options }).values;
  const seat = seats.find((one) => one === as);
  const dataDir = process.env['DATA_DIR'] ? resolve(process.env['DATA_DIR']) : ownFolder;
  if (!seat || !/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new Error('no such seat or port');
  if (fresh && dataDir !== ownFolder) throw new Error('--fresh removes nothing but ./data/demo: unset DATA_DIR');
  return { seat, port: Number(port), dataDir, fresh };
}

/** Does one step and tells how long it took. */
async function step<R>(key: string, work: () => Promise<R>): Promise<R> {
  const start = performance.now();
  const result = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  print(`✓ ${inBoth((t) => t(`demo:${key}`))} (${seconds} s)`);
  return result;
}

async function prepareData({ dataDir, fresh }: Options, serviceUrl: string): Promise<void> {
  if (fresh) for (const folder of [ownFolder, `${ownFolder}-keys`]) await rm(folder, { recursive: true, force: true });
  const store = await openLowdbStore({ dataDir });
  try {
    await seedDemo(store, new Date(), { serviceUrl });
    await moveDemo(store, serviceUrl);
  } finally {
    await store.close();
  }
}

function printGuide(seat: Seat, dataDir: string, bot: RunningBot, playground: Playground): void {
  for (const t of [fi, en]) {
    const words = firstWords[seat].map((word) => t(`commands:${word}.word`)).join(', ');
    print();
    print(t('demo:open', { url: playground.url, name: demoName(demoPeople[seat]) }));
    print(t('demo:type', { words }));
    print(t('demo:tab', { url: `${bot.url}/tab/` }));
    print(t('demo:files', { folder: relative(process.cwd(), dataDir) || '.' }));
    print(t('demo:stop'));
  }
}

/** Starts the Playground, the demo network and the bot, and stops them again on Ctrl-C. */
async function main(options: Options): Promise<void> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      print(`\n${inBoth((t) => t('demo:stopping'))}`);
      void stop().then(() => process.exit(0));
    });
  }
  try {
    const port = await freePort(options.port);
    if (options.port !== 0 && port !== options.port)
      print(inBoth((t) => t('demo:portTaken', { wished: options.port, port })));
    await step('page', buildPageIfOld);
    const botUrl = `http://127.0.0.1:${port}/api/messages`;
    const playground = await step('playground', () => startPlayground({ botUrl, seat: options.seat }));
    stops.push(playground.stop);
    await step('network', () => prepareData(options, playground.serviceUrl));
    const bot = await step('bot', () =>
      startBot({ dataDir: options.dataDir, port, environment: { DEMO_SEAT: options.seat } }),
    );
    stops.push(bot.stop);
    printGuide(options.seat, options.dataDir, bot, playground);
  } catch (error) {
    await stop();
    throw error;
  }
}

function fail(error: unknown, code: 1 | 2): never {
  process.stderr.write(`${complaintOf(error)}\n${code === 2 ? `${usage}\n` : ''}`);
  process.exit(code);
}

function optionsOrUsage(): Options {
  try {
    return readOptions();
  } catch (error) {
    return fail(error, 2);
  }
}

main(optionsOrUsage()).catch((error: unknown) => fail(error, 1));
