import type { Logger } from 'pino';
import type { Card } from '../../cards/card.ts';
import { withNetwork } from '../../cards/help/network.ts';
import type { Reader } from '../../cards/reader.ts';
import { within } from '../../cards/within.ts';
import { calmFrom } from '../../domain/calm.ts';
import { comeBack } from '../../domain/delivery/come-back.ts';
import { rulesOf } from '../../domain/delivery/kinds.ts';
import { type Outcome, reasons } from '../../domain/delivery/settle.ts';
import { isPresent } from '../../domain/network/actor.ts';
import { members, type Network, type Person } from '../../domain/network/network.ts';
import { rememberChat } from '../../domain/network/reach.ts';
import { onceMore } from '../../domain/once-more.ts';
import { type Delivery, deliveryHolds } from '../../domain/outbox.ts';
import type { Messenger, Posted } from '../connector.ts';
import type { BotDeps } from '../feature.ts';
import type { Registry } from '../registry.ts';
import { type Address, findAddress } from './address.ts';
import type { ConversationLimits } from './conversation-limits.ts';
import { namedInLog } from './log-name.ts';
import type { Pacer } from './pacer.ts';
import { refusalOf } from './refusal.ts';

/** Statuses with which Teams says that it does not do such a thing. */
const notAllowed: ReadonlySet<number> = new Set([403, 405, 501]);

/** What sending needs. */
export interface SenderParts {
  readonly deps: BotDeps;
  readonly registry: Registry;
  readonly messenger: Messenger;
  readonly pacer: Pacer;
  readonly limits: ConversationLimits;
  readonly log: Logger;
}

/** A message ready to leave, or what became of it before any request was made. */
export type Prepared = { readonly wasRefused: boolean; readonly leave: () => Promise<Outcome> } | Outcome;

/**
 * Prepares a delivery that was recorded as being sent: finds its address, makes its card. What is given leaves when its
 * turn has come. Never throws for a fault of the card or of Teams.
 */
export async function prepare(parts: SenderParts, delivery: Delivery): Promise<Prepared> {
  const { deps, limits } = parts;
  const now = deps.now();
  const address = await findAddress(deps.store, delivery, now);
  if ('was' in address) return address;
  const notNow = await whenCalm(parts, delivery, address);
  if (notNow) return notNow;
  if (!rulesOf(delivery).change) {
    const hold = await deps.store.get(deliveryHolds, delivery.subjectId);
    if (hold) return hold.withdrawn ? { was: 'withdrawn' } : { was: 'held' };
  }
  const card = await cardOf(parts, delivery, address);
  // Whoever gets no traceless message takes as long as those who get one: how many these are is as secret as who.
  if ('was' in card && !rulesOf(delivery).traceless) return card;
  const free = limits.freeFrom(address.conversationId, now.getTime());
  if (free > now.getTime()) return { was: 'putOff', until: new Date(free) };
  limits.count(address.conversationId, now.getTime());
  if ('was' in card) return { wasRefused: false, leave: () => stay(parts, address, card) };
  return { wasRefused: address.refused, leave: () => leave(parts, delivery, address, card) };
}

/** What becomes of a reminder or a digest that must not go out now; undefined for one that may, and for everything else. */
async function whenCalm(
  { deps }: SenderParts,
  delivery: Delivery,
  { network, person }: Address,
): Promise<Outcome | undefined> {
  const { calm: isCalm, reminder } = rulesOf(delivery);
  if (!isCalm) return undefined;
  if (reminder && person?.remindersOff) return { was: 'skipped', reason: reasons.declined };
  const now = deps.now();
  const calm = await calmFrom(now, network.timeZone, deps.isHoliday);
  return calm > now ? { was: 'putOff', until: calm } : undefined;
}

async function cardOf(parts: SenderParts, delivery: Delivery, address: Address): Promise<Card | Outcome> {
  const { deps, registry, log } = parts;
  const { reader, network, person } = address;
  try {
    const card = await registry.message(delivery.kind)?.(deps, delivery, reader);
    if (!card) return { was: 'skipped', reason: reasons.nothingToSay };
    return person ? await inOwnChat(parts, card, { reader, network, person }) : card;
  } catch (error) {
    // A fault of ours, which no second try mends.
    log.error({ err: error, ...namedInLog(delivery) }, 'no card');
    return { was: 'broken', reason: reasons.card };
  }
}

/** A message in the chat of somebody who may be in several networks: then it says which one it comes from. */
async function inOwnChat(
  { deps }: SenderParts,
  card: Card,
  { reader, network, person }: { reader: Reader; network: Network; person: Person },
): Promise<Card> {
  const memberships = await deps.store.find(members, { personId: person.id });
  if (memberships.filter(isPresent).length < 2) return within(card, network.id);
  return withNetwork(reader, card, { current: network, all: [], command: undefined });
}

/** Sends a message whose turn has come: that is one request's turn, and further requests wait for theirs. */
async function leave(parts: SenderParts, delivery: Delivery, address: Address, card: Card): Promise<Outcome> {
  const { messenger, pacer } = parts;
  const chat = address.begin ? await begin(parts, delivery, address, address.begin) : address.conversationId;
  if (typeof chat !== 'string') return rulesOf(delivery).traceless ? stay(parts, address, chat) : chat;
  if (address.begin) await pacer.turn('bulk');
  const outcome = await tried(parts, () => address.send(messenger, card, chat));
  const { otherwise } = address;
  if (!otherwise || outcome.was !== 'refused' || !notAllowed.has(outcome.status ?? 0)) return outcome;
  await pacer.turn('bulk');
  return tried(parts, () => otherwise(messenger, card));
}

/** Takes the turns that a message would have taken after its first. */
async function stay({ pacer }: SenderParts, { begin: begins }: Address, outcome: Outcome): Promise<Outcome> {
  if (begins) await pacer.turn('bulk');
  return outcome;
}

async function tried({ deps }: SenderParts, request: () => Promise<Posted>): Promise<Outcome> {
  try {
    return { was: 'sent', ...(await request()) };
  } catch (error) {
    return refusalOf(error, deps.now());
  }
}

/** Begins the chat with a person; gives its conversation, or why there is none. */
async function begin(
  { deps, messenger }: SenderParts,
  delivery: Delivery,
  { person, serviceUrl }: Address,
  request: NonNullable<Address['begin']>,
): Promise<string | Outcome> {
  let id: string;
  try {
    id = await request(messenger);
  } catch (error) {
    const refusal = refusalOf(error, deps.now());
    const { status, reason } = refusal;
    // The message itself has not left yet.
    return status === 403 || status === 404 ? { was: 'notReached', reason } : { ...refusal, doubtful: false };
  }
  // That a chat was begun with somebody would be a trace.
  if (rulesOf(delivery).traceless) return id;
  const isNews = person && (await onceMore(() => rememberChat(deps, person.id, { id, serviceUrl })));
  if (isNews) await comeBack(deps, person.id);
  return id;
}
