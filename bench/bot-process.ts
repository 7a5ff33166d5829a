import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import manifest from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');

/** Node's arguments of `npm start`, so that what is measured is what operators start. */
export const startArguments: readonly string[] = manifest.scripts.start.split(' ').slice(1);

/** Node's arguments for the bare bot; with `compiled`, with the compile cache that `npm start` uses. */
export function bareArguments(port: number, compiled: boolean): readonly string[] {
  const flags = compiled ? startArguments.filter((given) => given !== 'bot/main.ts') : [];
  return [...flags, 'bench/bare-bot.ts', String(port)];
}

/** The environment of the bot in local mode. */
export function localEnvironment(dataDir: string, port: number): Record<string, string> {
  return { DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn' };
}

/** The environment of a bot that Teams knows; nobody reaches it, and it reaches nobody. */
export function registeredEnvironment(dataDir: string, port: number): Record<string, string> {
  return {
    ...localEnvironment(dataDir, port),
    PUBLIC_URL: 'https://bot.example.org',
    MicrosoftAppId: '01234567-89ab-4cde-8f01-23456789abcd',
    MicrosoftAppTenantId: '01234567-89ab-4cde-8f01-23456789abce',
    MicrosoftAppPassword: 'not a secret',
  };
}

/** A bot in a process of its own. */
export interface Bot {
  readonly url: string;
  /** From starting the process to `/readyz` saying 200, in milliseconds. */
  readonly startMs: number;
  /** Resident memory now and at most so far, in MB; undefined where there is no /proc. */
  memory(): Promise<{ now: number; most: number } | undefined>;
  stop(): Promise<void>;
}

/** Starts a bot and waits until it is ready. Throws when it ends, or is not ready within a minute. */
export async function startBot(given: readonly string[], env: Record<string, string>, port: number): Promise<Bot> {
  const url = `http://127.0.0.1:${port}`;
  const begun = performance.now();
  const child = spawn(process.execPath, given, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  while (!(await isReady(`${url}/readyz`))) {
    if (child.exitCode !== null || performance.now() - begun > 60_000) {
      await stop(child);
      throw new Error(`${given.join(' ')} did not get ready`);
    }
    await wait(2);
  }
  const startMs = performance.now() - begun;
  return { url, startMs, memory: () => memoryOf(child.pid ?? 0), stop: () => stop(child) };
}

function isReady(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false));
  });
}

async function memoryOf(pid: number) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const lines = status.split('\n');
  const megabytes = (name: string) =>
    Number.parseInt(lines.find((one) => one.startsWith(`${name}:`))?.slice(name.length + 1) ?? '', 10) / 1024;
  return status === '' ? undefined : { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
