import { isAppError } from '../domain/errors.ts';
import { type Command, Failure, type Output, WrongUse } from './command.ts';
import { complaintOf, isSystemFault } from './complaint.ts';

/** Runs one command line and gives the exit code: 0 done, 1 failed, 2 wrong use. */
export async function runCommand(
  commands: Readonly<Record<string, Command>>,
  [name = '', ...args]: readonly string[],
  output: Output,
): Promise<0 | 1 | 2> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const asked = ['help', '--help', '-h'].includes(name);
    const complaint = asked || name === '' ? '' : `There is no command "${name}".\n\n`;
    output[asked ? 'out' : 'err'](`${complaint}${usage(Object.values(commands))}`);
    return asked ? 0 : 2;
  }
  try {
    if (args.includes('--help')) output.out(usage([command]));
    return args.includes('--help') ? 0 : await command.run(args, output);
  } catch (error) {
    return complain(error, command, args.includes('--json'), output);
  }
}

function usage(commands: readonly Command[]): string {
  return `Usage:\n${commands.map((command) => `  npm run cli -- ${command.usage}\n`).join('')}`;
}

function complain(error: unknown, command: Command, json: boolean, output: Output): 1 | 2 {
  const wrongUse = error instanceof WrongUse;
  const message = complaintOf(error);
  output.err(`${message}\n${wrongUse ? `\n${usage([command])}` : ''}`);
  // What nobody foresaw is shown with where it happened.
  if (!wrongUse && !isExpected(error) && error instanceof Error) output.err(`${error.stack}\n`);
  if (json) output.out(`${JSON.stringify({ error: message })}\n`);
  return wrongUse ? 2 : 1;
}

function isExpected(error: unknown): boolean {
  return error instanceof Failure || isAppError(error) || isSystemFault(error);
}
