import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { type Actor, canSomewhere, membershipIn } from '../rights.ts';
import { put, type StoreReader, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { isPresent, personIdOf } from './actor.ts';
import { accountOfBinding, accountOfMember } from './audit.ts';
import { commitInSteps } from './commit-in-steps.ts';
import { groups, type Member, members, type Network, networks, type WorkingGroup } from './network.ts';
import { newMember, type RosterPerson } from './new-member.ts';
import { departure, keyOfIds, membersByPerson } from './roster.ts';

/** A group chat as it stands, and what its group is to be called. */
export interface Chat {
  readonly id: string;
  readonly serviceUrl: string;
  readonly name: string;
  readonly people: readonly RosterPerson[];
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

/** What came of making a chat a working group: it is one, or it is asked about those who would become members. */
export type ChatBinding =
  | { readonly outcome: 'bound'; readonly group: WorkingGroup; readonly members: number }
  | { readonly outcome: 'asked'; readonly newcomers: readonly RosterPerson[] };

/** Stands for these people and no others: what was asked about them holds for nobody else. */
export function newcomersKey(newcomers: readonly RosterPerson[]): string {
  return keyOfIds(newcomers.map(({ aadObjectId }) => aadObjectId));
}

/**
 * Makes a group chat a working group of a network, with those in the chat its members, and whoever does it its lead;
 * of a chat that is one already, brings the members up to date. Those in the chat who are not in the network become
 * members only when `agreed` is the `newcomersKey` of exactly them. Leads and coordinators. Throws `NOT_MEMBER` when
 * the actor is not in the chat, and `DUPLICATE` when it belongs to another network.
 */
export async function bindChat(
  deps: Deps,
  actor: Actor,
  network: Network,
  chat: Chat,
  agreed?: string,
): Promise<ChatBinding> {
  const membership = membershipIn(actor, network.id);
  const idOf = ({ aadObjectId }: RosterPerson) => personIdOf(network.tenantId, aadObjectId);
  if (!membership || !chat.people.some((person) => idOf(person) === actor.personId)) {
    throw new AppError('NOT_MEMBER', 'not in the network, or not in the chat');
  }
  if (!mayBindChat(actor, network.id)) throw new AppError('FORBIDDEN', 'binds no chats');
  if (chat.name === '') throw new AppError('INPUT_INVALID', 'a group without a name', { fields: { name: 'required' } });
  const known = await membersByPerson(deps.store, network);
  const newcomers = chat.people.filter((person) => !isHere(known.get(idOf(person))));
  if (newcomers.length > 0 && newcomersKey(newcomers) !== agreed) return { outcome: 'asked', newcomers };
  const group = await onceMore(() => boundGroup(deps, actor, network, chat, membership.memberId));
  const joined = await onceMore(() => enrol(deps, network, group, chat.people, true));
  return { outcome: 'bound', group, members: joined };
}

function isHere(member: Member | undefined): boolean {
  return member !== undefined && isPresent(member);
}

async function boundGroup(deps: Deps, actor: Actor, network: Network, chat: Chat, memberId: string) {
  const [known] = await deps.store.find(groups, { channelId: chat.id }, { limit: 1 });
  if (known && known.networkId !== network.id) throw new AppError('DUPLICATE', 'the chat is of another network');
  if (known) return known;
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

/** Makes those in a chat who are in the network members of its group, and no others. */
export async function followChat(
  deps: Deps,
  network: Network,
  group: WorkingGroup,
  people: readonly RosterPerson[],
): Promise<void> {
  await onceMore(() => enrol(deps, network, group, people, false));
}

/** Gives how many are in the group then. Nobody is in a chat only when it was not read. */
async function enrol(
  deps: Deps,
  network: Network,
  group: WorkingGroup,
  people: readonly RosterPerson[],
  withNewcomers: boolean,
): Promise<number> {
  if (people.length === 0) return 0;
  const known = await membersByPerson(deps.store, network);
  const changes: Write[][] = [];
  const inChat = new Set<string>();
  for (const person of people) {
    const personId = personIdOf(network.tenantId, person.aadObjectId);
    const old = known.get(personId);
    if (inChat.has(personId) || (!isHere(old) && !withNewcomers)) continue;
    inChat.add(personId);
    if (!old?.groupIds.includes(group.id)) changes.push([put(members, inGroup(deps, network, group, person, old))]);
  }
  for (const member of known.values()) {
    if (member.groupIds.includes(group.id) && !inChat.has(member.personId)) changes.push(outOf(deps, group, member));
  }
  await commitInSteps(deps, changes);
  return inChat.size;
}

function inGroup(
  deps: Deps,
  network: Network,
  group: WorkingGroup,
  person: RosterPerson,
  old: Member | undefined,
): Member {
  if (old && isHere(old)) return { ...old, groupIds: [...old.groupIds, group.id] };
  const fresh: Member = { ...newMember(deps, network, [], person), groupIds: [group.id], outside: true };
  return old
    ? { ...old, name: fresh.name, guest: fresh.guest, groupIds: [group.id], outside: true, leftAt: undefined }
    : fresh;
}

/** Somebody who left the chat; who was in the network through it alone leaves the network. */
function outOf(deps: Deps, { id }: WorkingGroup, member: Member): Write[] {
  const groupIds = member.groupIds.filter((groupId) => groupId !== id);
  if (member.outside && groupIds.length === 0) return departure(deps, member, ['coordinator']);
  const leads = member.leads.filter((groupId) => groupId !== id);
  const changed = { ...member, groupIds, leads };
  return [put(members, changed), ...accountOfMember(deps, undefined, member, changed)];
}
