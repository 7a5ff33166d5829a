import type { Card } from '../../cards/card.ts';
import { withNetwork } from '../../cards/help/network.ts';
import type { Verb } from '../../cards/verbs.ts';
import type { Turn } from '../feature.ts';

/** The lists that presses open, with the command that shows the same in another network. */
const lists: Partial<Record<Verb, string>> = {
  'practice.list': 'practice',
  'practice.start': 'practice',
  'meeting.coming': 'schedule',
  'summary.show': 'status',
  'summary.waiting': 'status',
  'package.show': 'package',
  'delivery.show': 'messages',
  'network.show': 'network',
  'network.members': 'network',
  'network.people': 'network',
  'network.organisations': 'network',
  'network.changes': 'network',
};

/** The command whose answer a press shows, if it shows one. */
export function commandShown(verb: string, data: Readonly<Record<string, unknown>> = {}): string | undefined {
  return verb === 'command.open' ? String(data['name']) : lists[verb as Verb];
}

/**
 * An answer as it is shown: in the chat of somebody in several networks it says which one it is about, and the answer
 * to `command` also leads to the others.
 */
export function shown(turn: Turn, made: Card, command: string | undefined): Card {
  const { network, networks, reader } = turn;
  if (networks.length < 2 || !network) return made;
  return withNetwork(reader, made, { current: network, all: networks, command });
}
