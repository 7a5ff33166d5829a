import { helpCard } from '../../cards/help/help.ts';
import { type Command, type Turn } from '../feature.ts';

/** The names of the commands that this person is offered. */
export function offeredCommands(turn: Turn, commands: readonly Command[]): string[] {
  return commands.filter((command) => command.offered(turn)).map((command) => command.name);
}

/** The help command for a list of commands, itself among them. */
export function createHelp(others: readonly Command[]): Command {
  const help: Command = {
    name: 'help',
    offered: () => true,
    run: async (turn) => helpCard(turn.reader, { commands: offeredCommands(turn, [help, ...others]) }),
  };
  return help;
}
