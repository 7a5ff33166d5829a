import type { Command } from '../../cli/command.ts';
import { runCommand } from '../../cli/run.ts';

/** What a command line gave and wrote. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line and catches what it writes; nobody watches it unless told otherwise. */
export async function runCli(
  commands: Readonly<Record<string, Command>>,
  args: readonly string[],
  watched = false,
): Promise<Run> {
  const said = { out: '', err: '' };
  const code = await runCommand(commands, args, {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    watched,
  });
  return { code, ...said };
}
