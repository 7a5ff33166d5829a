import { helpCard, said } from '../../cards/help/help.ts';
import { AppError } from '../../domain/errors.ts';
import { chooseNetwork } from '../../domain/network/reach.ts';
import { type Command, type Feature, feature, type Turn } from '../feature.ts';

/** The names of the commands that this person is offered. */
export function offeredCommands(turn: Turn, commands: readonly Command[]): string[] {
  return commands.filter((command) => command.offered(turn)).map((command) => command.name);
}

/** Help about a list of commands and itself, and the button that runs any of them for its presser. */
export function createHelp(others: readonly Command[]): Feature<'command.open'> {
  const help: Command = {
    name: 'help',
    audience: 'everyone',
    offered: () => true,
    run: async (turn, argument) => {
      const commands = offeredCommands(turn, all);
      return helpCard(turn.reader, { commands, said: said.find((one) => one === argument) });
    },
  };
  const all = [help, ...others];
  return feature({
    commands: [help],
    verbs: {
      'command.open': async (turn, { name, argument, choose }) => {
        const command = all.find((candidate) => candidate.name === name);
        if (!command) throw new AppError('ACTION_UNKNOWN', 'a button for no command');
        if (choose) await chooseNetwork(turn.deps, turn.actor, turn.network?.id ?? '');
        return command.run(turn, argument);
      },
    },
  });
}
