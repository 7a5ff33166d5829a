import { AppError } from '../errors.ts';
import { assertRoomFor } from '../limits.ts';
import { onceMore } from '../once-more.ts';
import { type Actor, authoriseSomewhere, canSomewhere } from '../rights.ts';
import { put, type StoreReader } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { askAboutAbsent, byName } from './absence.ts';
import { accountOfBinding, accountOfMember } from './audit.ts';
import { enrol, idIn, inChat, isHere } from './chat-members.ts';
import { mostLeaving } from './leaving.ts';
import { groups, type Member, members, type Network, networks, type WorkingGroup } from './network.ts';
import type { RosterPerson } from './new-member.ts';
import { membersByPerson, type Reading, takeReading } from './reading.ts';
import { keyOfIds } from './roster.ts';

/** A group chat as it stands, and what its group is to be called. */
export interface Chat {
  readonly id: string;
  readonly serviceUrl: string;
  readonly name: string;
  /** Reads who is in it. */
  read(): Promise<readonly RosterPerson[]>;
}

/** The working group that a chat is, in a network of this tenant; undefined for any other chat. */
export async function groupOfChat(
  store: StoreReader,
  tenantId: string,
  chatId: string,
): Promise<{ readonly group: WorkingGroup; readonly network: Network } | undefined> {
  const [group] = await store.find(groups, { channelId: chatId }, { limit: 1 });
  const network = group?.chat && (await store.get(networks, group.networkId));
  return network && network.tenantId === tenantId ? { group, network } : undefined;
}

/** Whether the actor may make a group chat a working group of a network: leads of any of its groups and coordinators. */
export function mayBindChat(actor: Actor, networkId: string): boolean {
  return canSomewhere(actor, 'group.bindChat', networkId);
}

/** What came of making a chat a working group: it is one, or it is asked about those who would come or go. */
export type ChatBinding =
  | { readonly outcome: 'bound'; readonly group: WorkingGroup; readonly members: number }
  | ({ readonly outcome: 'asked' } & ChatQuestion);

/** Whether these become members of the network, and these leave the group of the chat. */
export interface ChatQuestion {
  readonly newcomers: readonly RosterPerson[];
  readonly leaving: readonly Member[];
}

/** Stands for this question and no other: a yes to it holds for nobody else. */
export function chatQuestionKey({ newcomers, leaving }: ChatQuestion): string {
  return keyOfIds([...newcomers.map(({ aadObjectId }) => aadObjectId), ...leaving.map(({ id }) => id)]);
}

/**
 * Makes a group chat a working group of a network, with those in the chat its members, and whoever does it its lead;
 * of a chat that is one already, brings the members up to date. Those in the chat who are not in the network become
 * members only when `agreed` is the `chatQuestionKey` of exactly them; and so it is when more are no longer in the chat
 * than rarely leave at once. Leads and coordinators. Throws `NOT_MEMBER` when the actor is not in the chat, and
 * `DUPLICATE` when it belongs to another network.
 */
export async function bindChat(
  deps: Deps,
  actor: Actor,
  network: Network,
  chat: Chat,
  agreed?: string,
): Promise<ChatBinding> {
  const membership = authoriseSomewhere(actor, 'group.bindChat', network.id);
  const reading = await takeReading(deps.store, network, () => chat.read());
  if (!inChat(network, reading).has(actor.personId)) throw new AppError('NOT_MEMBER', 'not in the chat');
  if (chat.name === '') throw new AppError('INPUT_INVALID', 'a group without a name', { fields: { name: 'required' } });
  const question = await questionAbout(deps.store, network, chat, reading);
  if (!isNoQuestion(question) && chatQuestionKey(question) !== agreed) return { outcome: 'asked', ...question };
  const group = await onceMore(() => boundGroup(deps, actor, network, chat, membership.memberId));
  await onceMore(() => enrol(deps, network, group, reading, { newcomers: true, mayLeave: () => true }));
  await askAboutAbsent(deps, group, []);
  return { outcome: 'bound', group, members: await deps.store.count(members, { groupIds: group.id }) };
}

function isNoQuestion({ newcomers, leaving }: ChatQuestion): boolean {
  return newcomers.length + leaving.length === 0;
}

async function questionAbout(
  store: StoreReader,
  network: Network,
  { id: channelId }: Pick<Chat, 'id'>,
  reading: Reading,
): Promise<ChatQuestion> {
  const known = await membersByPerson(store, network);
  const newcomers = reading.people.filter((person) => !isHere(known.get(idIn(network, person))));
  const [group] = await store.find(groups, { networkId: network.id, channelId }, { limit: 1 });
  const inGroup = [...known.values()].filter(({ groupIds }) => group && groupIds.includes(group.id));
  const there = inChat(network, reading);
  const leaving = inGroup.filter(({ personId }) => !there.has(personId));
  return { newcomers, leaving: leaving.length > mostLeaving(inGroup.length) ? byName(leaving) : [] };
}

async function boundGroup(deps: Deps, actor: Actor, network: Network, chat: Chat, memberId: string) {
  const [known] = await deps.store.find(groups, { channelId: chat.id }, { limit: 1 });
  if (known && known.networkId !== network.id) throw new AppError('DUPLICATE', 'the chat is of another network');
  if (known) return known;
  const all = await deps.store.find(groups, { networkId: network.id });
  assertRoomFor('chats', all.filter(({ chat: isChat }) => isChat).length);
  const group: WorkingGroup = {
    id: deps.newId(),
    version: 0,
    networkId: network.id,
    name: { [network.language]: chat.name },
    channelId: chat.id,
    chat: true,
    serviceUrl: chat.serviceUrl,
    language: network.language,
  };
  const own = await deps.store.get(members, memberId);
  const lead = own && { ...own, leads: [...own.leads, group.id], groupIds: [...own.groupIds, group.id] };
  await deps.store.commit([
    put(groups, group),
    ...accountOfBinding(deps, actor, group),
    ...(lead ? [put(members, lead), ...accountOfMember(deps, actor, own, lead)] : []),
  ]);
  return group;
}
