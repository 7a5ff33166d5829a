import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Starts a process that commits without end and prints what was acknowledged. */
export function startWriter(databaseUrl: string, prefix: string): ChildProcess {
  const script = join(import.meta.dirname, 'postgres-writer.ts');
  return spawn(process.execPath, [script, databaseUrl, prefix], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Kills a process as a power cut would; resolves when it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
