import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The bot in a process of its own, in local mode. */
export interface RunningBot {
  /** Without a slash at the end. */
  readonly url: string;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

export interface BotOptions {
  readonly dataDir: string;
  /** Free on 127.0.0.1. */
  readonly port: number;
  /** The address of the PostgreSQL database that holds the data; default none, which means the folder. */
  readonly databaseUrl?: string;
  /** What it writes goes to the end of this file; default `bot.log` beside the data. */
  readonly logFile?: string;
  /** More of its environment; default nothing more. */
  readonly environment?: Readonly<Record<string, string>>;
}

const readyWithinMs = 30_000;
const everyMs = 50;

/** Starts the bot and resolves when its storage answers. Rejects with the end of its log when it does not come up. */
export async function startBot(options: BotOptions): Promise<RunningBot> {
  const { dataDir, port, databaseUrl, logFile = join(dataDir, 'bot.log'), environment = {} } = options;
  const url = `http://127.0.0.1:${port}`;
  await mkdir(dataDir, { recursive: true });
  const log = await open(logFile, 'a');
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'bot', 'main.ts')], {
    stdio: ['ignore', log.fd, log.fd],
    env: {
      ...ownEnvironment(),
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: url,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...environment,
    },
  });
  await log.close();
  const bot: RunningBot = { url, stop: () => end(child, 'SIGTERM'), kill: () => end(child, 'SIGKILL') };
  if (await answers(`${url}/readyz`, child)) return bot;
  await bot.kill();
  const said = (await readFile(logFile, 'utf8')).trimEnd().split('\n').slice(-5);
  throw new Error(`the bot did not start\n${said.join('\n')}`);
}

/** The environment without a registration in Entra: the demo is never a bot that Teams knows. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(MicrosoftApp|KEY_DIR$|DATABASE_URL$)/.test(name)),
  );
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  const until = Date.now() + readyWithinMs;
  while (Date.now() < until && hasNotEnded(child)) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return true;
    await pause(everyMs);
  }
  return false;
}

function hasNotEnded(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!hasNotEnded(child)) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
