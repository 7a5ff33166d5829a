import type { Card } from '../../cards/card.ts';
import { askNewcomersCard, chatBoundCard, chatCard } from '../../cards/network/chat.ts';
import { AppError } from '../../domain/errors.ts';
import { bindChat, mayBindChat } from '../../domain/network/chats.ts';
import { groups, type Network, networks } from '../../domain/network/network.ts';
import { faulty } from '../../domain/typed-moment.ts';
import type { DataOf, Turn } from '../feature.ts';

/** The networks of the presser whose working group a chat may become; of a chat that is one, its own. */
async function choicesOf({ deps, actor, group, network }: Turn): Promise<Network[]> {
  const own = group && network ? [network.id] : actor.memberships.map(({ networkId }) => networkId);
  const found = await Promise.all(own.filter((id) => mayBindChat(actor, id)).map((id) => deps.store.get(networks, id)));
  return found.filter((one) => one !== undefined);
}

/** The form in a group chat: to make it a working group, or to bring the members of the group up to date. */
export async function chatForm(turn: Turn, typed?: DataOf<'network.bindChat'>): Promise<Card> {
  const choices = await choicesOf(turn);
  const [first, second] = choices;
  if (!first) throw new AppError('FORBIDDEN', 'binds no chats');
  return chatCard(turn.reader, {
    name: typed?.name ?? '',
    networks: choices,
    networkId: typed?.networkId || (second ? '' : first.id),
    group: turn.group,
  });
}

/** Makes the chat in which it is pressed a working group, once its presser agrees to those who become members. */
export async function bind(turn: Turn, data: DataOf<'network.bindChat'>): Promise<Card> {
  const { deps, actor, place, reader } = turn;
  const id = place.chatId ?? (await chatNamed(turn, data.chatId));
  const network = (await choicesOf(turn)).find((choice) => choice.id === data.networkId);
  if (data.name === '' || !network) {
    throw faulty('INPUT_INVALID', {
      ...(data.name === '' && ({ name: 'required' } as const)),
      ...(!network && ({ networkId: 'required' } as const)),
    });
  }
  const { serviceUrl } = place;
  const chat = { id, serviceUrl, name: data.name, read: () => deps.teams.people(serviceUrl, id) };
  const binding = await bindChat(deps, actor, network, chat, data.agreed);
  if (binding.outcome === 'bound') return chatBoundCard(reader, binding);
  return askNewcomersCard(reader, { name: data.name, chatId: id, network, ...binding });
}

/**
 * The chat that a question is about which came to somebody's own chat, since Teams had been slow. Teams says whether
 * whoever answers it is in that chat; a channel is none.
 */
async function chatNamed({ deps, place }: Turn, chatId: string | undefined): Promise<string> {
  const [channel] = chatId === undefined ? [] : await deps.store.find(groups, { channelId: chatId }, { limit: 1 });
  const isChannel = (channel && !channel.chat) || chatId?.includes('@thread.tacv2');
  if (place.type === 'personal' && chatId !== undefined && !isChannel) return chatId;
  throw new AppError('INPUT_INVALID', 'not in a group chat');
}
