import { type ParseArgsConfig, parseArgs } from 'node:util';
import { WrongUse } from './command.ts';

/** Reads a command's arguments. Throws `WrongUse` for an option or a value it does not have. */
export function readArguments<C extends ParseArgsConfig>(config: C): ReturnType<typeof parseArgs<C>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}
