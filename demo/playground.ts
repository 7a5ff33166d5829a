import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { playgroundContext, type Seat } from './context.ts';

/** A running Microsoft 365 Agents Playground. */
export interface Playground {
  /** Where a browser opens it. */
  readonly url: string;
  /** The Bot Connector address that the bot sends to. */
  readonly serviceUrl: string;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

export interface PlaygroundOptions {
  /** The bot's door, such as `http://127.0.0.1:3978/api/messages`. It need not listen yet. */
  readonly botUrl: string;
  /** Whom the Playground acts as; default the coordinator. */
  readonly seat?: Seat;
  /** Default the Playground's own, 56150. A port that is taken is exchanged for a free one. */
  readonly port?: number;
}

const readyWithinMs = 30_000;

/**
 * Starts the Playground with the demo network's people, in a process of its own, so that nobody but this machine
 * reaches it and it reaches nothing else. Rejects with what it wrote when it does not start.
 */
export async function startPlayground({ botUrl, seat, port }: PlaygroundOptions): Promise<Playground> {
  const folder = await mkdtemp(join(tmpdir(), 'verkostobotti-playground-'));
  const context = join(folder, 'context.yml');
  await writeFile(context, JSON.stringify(playgroundContext(seat ?? 'coordinator')));
  const child = run(folder, context, [
    '--app-endpoint',
    botUrl,
    ...(port === undefined ? [] : ['--port', String(port)]),
  ]);
  const stop = async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = `http://localhost:${await portOf(child)}`;
    return { url, serviceUrl: `${url}/_connector`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function run(folder: string, context: string, options: readonly string[]): ChildProcess {
  const program = fileURLToPath(import.meta.resolve('@microsoft/m365agentsplayground/cli.js'));
  const guard = new URL('./loopback-only.ts', import.meta.url).href;
  const args = ['--import', guard, program, 'start', '--disable-telemetry', 'true', ...options];
  return spawn(process.execPath, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: context,
      M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground.log'),
      TEAMSAPPTESTER_BROWSER: 'none',
      APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
      NODE_NO_WARNINGS: '1',
      NO_PROXY: 'localhost,127.0.0.1',
    },
  });
}

/** The port it says it listens on; another than it was asked for when that one was taken. */
async function portOf(child: ChildProcess): Promise<number> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('did not start in time'), readyWithinMs);
    const fail = (reason: string) => {
      clearTimeout(timer);
      reject(new Error(`the Playground ${reason}\n${said.join('\n')}`));
    };
    child.once('exit', () => fail('ended'));
    child.once('error', (error) => fail(error.message));
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const found = /^Listening on (\d+)$/.exec(line);
        if (!found) return;
        clearTimeout(timer);
        resolve(Number(found[1]));
      });
    }
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
