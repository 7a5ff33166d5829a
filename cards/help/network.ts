import type { Network } from '../../domain/network/network.ts';
import { box, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { networkKey, within } from '../within.ts';

/** The networks of somebody who is in several, and the one that a card is about. */
export interface NetworkChoice {
  readonly current: Network;
  readonly all: readonly Network[];
  /** The command that shows the same in another network; without one, only the name of this network stands there. */
  readonly command: string | undefined;
}

/** A set of buttons shows six at most; who is in more networks than that reaches the rest from the next one. */
const mostButtons = 5;
const longestName = 40;

/** A card in the chat of somebody who is in several networks: which one it is about, and the way to the others. */
export function withNetwork(reader: Reader, made: Card, choice: NetworkChoice): Card {
  const { current } = choice;
  const [title, ...rest] = made.body;
  const header = box('emphasis', [
    written(reader.pick(current.name), { label: reader.t('tab:network') }),
    ...switches(reader, choice),
  ]);
  return within({ ...made, body: [...(title ? [title] : []), header, ...rest] }, current.id);
}

function switches({ t, pick }: Reader, { current, all, command }: NetworkChoice): Element[] {
  if (command === undefined) return [];
  const place = all.findIndex(({ id }) => id === current.id);
  const others = [...all.slice(place + 1), ...all.slice(0, Math.max(place, 0))].slice(0, mostButtons);
  const buttons = others.map(({ id, name }) => {
    const data = { name: command, choose: true as const, [networkKey]: id };
    const title = t('help:toNetwork', { name: shortened(pick(name), longestName) });
    return execute('command.open', title, data, { associatedInputs: 'none' });
  });
  return buttons.length > 0 ? [{ type: 'ActionSet', actions: buttons }] : [];
}
