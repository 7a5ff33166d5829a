import type { Card } from '../../cards/card.ts';
import { createReader, type Reader } from '../../cards/reader.ts';
import { withdrawalKind } from '../../domain/delivery/kinds.ts';
import { type Outcome, reasons } from '../../domain/delivery/settle.ts';
import { isPresent } from '../../domain/network/actor.ts';
import { addressNow, teamAddress } from '../../domain/network/address.ts';
import { groups, members, type Network, networks, type Person, people } from '../../domain/network/network.ts';
import { type Delivery, deliveries } from '../../domain/outbox.ts';
import type { StoreReader } from '../../domain/store.ts';
import type { Messenger, Posted } from '../connector.ts';

/** Where a message goes, and in whose words. */
export interface Address {
  readonly reader: Reader;
  readonly network: Network;
  /** Whose chat it goes to; undefined for a channel. */
  readonly person: Person | undefined;
  readonly serviceUrl: string;
  /** Whether Teams refused the last message to this person or channel. */
  readonly refused: boolean;
  /** Where Teams' limits of one conversation count it; the person's id while the chat has yet to be begun. */
  readonly conversationId: string;
  /** Begins the chat, where the person has none with the bot yet. */
  readonly begin?: (messenger: Messenger) => Promise<string>;
  readonly send: (messenger: Messenger, card: Card, conversationId: string) => Promise<Posted>;
  /** What is done instead where Teams does not allow the sending. */
  readonly otherwise?: (messenger: Messenger, card: Card) => Promise<Posted>;
}

/** How long a change waits for the message it changes to come to rest. */
const patienceMs = 5000;

/** Finds where a delivery goes at this moment, or what becomes of it when it goes nowhere. */
export async function findAddress(store: StoreReader, delivery: Delivery, now: Date): Promise<Address | Outcome> {
  const network = await store.get(networks, delivery.networkId);
  if (!network) return { was: 'skipped', reason: reasons.gone };
  const { to } = delivery;
  const address = await (to.type === 'person'
    ? chatOf(store, to.personId, network)
    : channelOf(store, to.groupId, network));
  return 'was' in address || delivery.replacesId === undefined ? address : inPlaceOf(store, delivery, address, now);
}

async function channelOf(store: StoreReader, groupId: string, network: Network): Promise<Address | Outcome> {
  const group = await store.get(groups, groupId);
  if (!group) return { was: 'skipped', reason: reasons.gone };
  const { channelId } = group;
  const serviceUrl = addressNow(network, group.serviceUrl);
  return {
    reader: createReader(group.language, network.timeZone),
    network,
    person: undefined,
    serviceUrl,
    refused: group.refusedAt !== undefined,
    conversationId: channelId,
    send: group.chat ? sendTo(serviceUrl) : (messenger, card) => messenger.postToChannel(serviceUrl, channelId, card),
  };
}

async function chatOf(store: StoreReader, personId: string, network: Network): Promise<Address | Outcome> {
  const [member] = await store.find(members, { networkId: network.id, personId }, { limit: 1 });
  if (!member || !isPresent(member)) return { was: 'skipped', reason: reasons.gone };
  const person = (await store.get(people, personId)) ?? { id: personId, version: 0 };
  const refused = person.refusedAt !== undefined;
  const reader = createReader(person.language ?? network.language, network.timeZone);
  if (person.conversation) {
    const { id } = person.conversation;
    const serviceUrl = addressNow(network, person.conversation.serviceUrl);
    return { reader, network, person, serviceUrl, refused, conversationId: id, send: sendTo(serviceUrl) };
  }
  const serviceUrl = await teamAddress(store, network);
  if (serviceUrl === undefined) return { was: 'notReached', reason: reasons.noChat };
  const aadObjectId = personId.slice(network.tenantId.length + 1);
  const begin: Address['begin'] = (messenger) => messenger.beginChat(serviceUrl, aadObjectId);
  return { reader, network, person, serviceUrl, refused, conversationId: personId, begin, send: sendTo(serviceUrl) };
}

function sendTo(serviceUrl: string): Address['send'] {
  return (messenger, card, conversationId) => messenger.postToConversation(serviceUrl, conversationId, card);
}

/** The address of a card that stands already: it is replaced there, or taken away. */
async function inPlaceOf(
  store: StoreReader,
  delivery: Delivery,
  address: Address,
  now: Date,
): Promise<Address | Outcome> {
  const posted = await store.get(deliveries, delivery.replacesId ?? '');
  // What is being sent may stand in a moment; what waits will say what there is to say when its turn comes.
  if (posted?.state === 'sending') return { was: 'putOff', until: new Date(now.getTime() + patienceMs) };
  const { activityId, conversationId } = posted ?? {};
  if (posted?.state !== 'sent' || activityId === undefined || conversationId === undefined) {
    return { was: 'skipped', reason: reasons.nothingToSay };
  }
  const { begin: _, ...place } = address;
  const standing = { activityId, conversationId };
  const replace = (messenger: Messenger, card: Card) => messenger.update(address.serviceUrl, standing, card);
  if (delivery.kind !== withdrawalKind) return { ...place, conversationId, send: replace };
  const remove: Address['send'] = (messenger) => messenger.remove(address.serviceUrl, standing);
  // Where a message cannot be deleted, its card says that it was taken back.
  return { ...place, conversationId, send: remove, otherwise: replace };
}
