import { join } from 'node:path';
import { z } from 'zod';
import { freePort } from '../demo/port.ts';
import type { Bench, Figure } from './bench.ts';
import { bareArguments, localEnvironment, registeredEnvironment, startArguments, startBot } from './bot-process.ts';
import { measurePairs } from './pairs.ts';
import { ratioOf, spreadOf } from './ratio.ts';
import { seedLowdb } from './seeded.ts';

const sizes = {
  full: { pairs: 9, compiledPairs: 9, members: 500, answers: 100_000, rounds: 50, memories: 3 },
  tiny: { pairs: 1, compiledPairs: 0, members: 30, answers: 50, rounds: 2, memories: 1 },
} as const;

/** What the page asks for; the results of one survey after the other come on top. */
const questions = ['me', 'mine', 'status', 'surveys', 'members', 'meetings', 'practices'];

/**
 * The bot as `npm start` starts it, with a registration and much stored, beside a bot that can do nothing. Memory is
 * that of the bot in local mode, where the page can be asked without Teams, after hundreds of questions.
 */
export const startBench: Bench = {
  name: 'start',
  about: 'from starting the process to /readyz, and memory, with much stored; the compile cache is warm',
  async run(size, folder, tell) {
    const { pairs: count, compiledPairs, members, answers, rounds, memories } = sizes[size];
    const dataDir = join(folder, 'data');
    tell('seeding');
    await seedLowdb(dataDir, { members, responses: answers });
    const ours = () => startOnce((port) => [startArguments, registeredEnvironment(dataDir, port)]);
    const bare = (compiled: boolean) => () => startOnce((port) => [bareArguments(port, compiled), {}]);
    tell('warming up');
    if (size === 'full') await Promise.all([ours(), bare(true)()]);
    const plainly = await measurePairs(count, { a: ours, b: bare(false) }, tell);
    const compiled = await measurePairs(compiledPairs, { a: ours, b: bare(true) }, (text) =>
      tell(`with compile cache, ${text}`),
    );
    const used: Memory[] = [];
    for (let turn = 0; turn < memories; turn += 1) {
      tell(`memory, ${turn + 1} of ${memories}`);
      used.push(...(await memoryInUse(dataDir, rounds)));
    }
    const what = `start with ${answers} answers / start of a bare bot`;
    return {
      figures: [
        { what, unit: '×', value: ratioOf(plainly), bar: { atMost: 2 } },
        ...(compiled.length > 0
          ? [{ what: `${what}, both with a compile cache`, unit: '×', value: ratioOf(compiled) }]
          : []),
        ...memoryFigures(used, `${answers} answers and ${rounds * (questions.length + 1)} questions`),
      ],
      raw: { plainly, compiled, used },
    };
  },
};

type Starting = (port: number) => [given: readonly string[], environment: Record<string, string>];

async function startOnce(starting: Starting): Promise<number> {
  const port = await freePort(0);
  const bot = await startBot(...starting(port), port);
  await bot.stop();
  return bot.startMs;
}

interface Memory {
  readonly now: number;
  readonly most: number;
}

/** After the questions; nothing where a process's memory cannot be read. */
async function memoryInUse(dataDir: string, rounds: number): Promise<Memory[]> {
  const port = await freePort(0);
  const bot = await startBot(startArguments, localEnvironment(dataDir, port), port);
  try {
    const session = await fetch(`${bot.url}/api/v1/session`, { method: 'POST', headers: { Origin: bot.url } });
    const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
    const ask = (path: string) => answerTo(`${bot.url}/api/v1/${path}`, cookie);
    const closed = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(await ask('surveys?state=closed'));
    for (let round = 0; round < rounds; round += 1) {
      for (const path of questions) await ask(path);
      await ask(`surveys/${closed.items[round % closed.items.length]?.id}/results`);
    }
    const memory = await bot.memory();
    return memory ? [memory] : [];
  } finally {
    await bot.stop();
  }
}

async function answerTo(url: string, cookie: string): Promise<unknown> {
  const response = await fetch(url, { headers: { Cookie: cookie } });
  if (response.status !== 200) throw new Error(`${url} says ${response.status}: ${await response.text()}`);
  return response.json();
}

function memoryFigures(used: readonly Memory[], after: string): Figure[] {
  if (used.length === 0) return [];
  const now = spreadOf(used.map((one) => one.now));
  const most = spreadOf(used.map((one) => one.most));
  return [
    { what: `resident memory after ${after}`, unit: 'MB', value: now, bar: { atMost: 350 } },
    { what: 'resident memory at its highest until then', unit: 'MB', value: most },
  ];
}
