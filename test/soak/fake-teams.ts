import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Faults, Report } from './teams.ts';

/** A fake Teams in a process of its own, so that its clock and its load are not those of the bot or of the test. */
export interface FakeTeams {
  readonly url: string;
  set(faults: Partial<Faults>): Promise<void>;
  report(): Promise<Report>;
  stop(): Promise<void>;
}

export async function startFakeTeams(): Promise<FakeTeams> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'teams.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    url,
    async set(faults) {
      await fetch(`${url}/_faults`, { method: 'POST', body: JSON.stringify(faults) });
    },
    report: async () => (await (await fetch(`${url}/_report`)).json()) as Report,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}
