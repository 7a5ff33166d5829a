import type { TurnContext } from 'botbuilder';
import { createReader } from '../cards/reader.ts';
import { networkKey } from '../cards/within.ts';
import { followAddress } from '../domain/delivery/follow-address.ts';
import { AppError } from '../domain/errors.ts';
import { currentMembership, loadActor, personIdOf } from '../domain/network/actor.ts';
import { groupOfChat } from '../domain/network/chats.ts';
import { groups, type Network, networks, type Person, people, type WorkingGroup } from '../domain/network/network.ts';
import { type Actor, membershipIn } from '../domain/rights.ts';
import { languageOf } from '../domain/text.ts';
import { activityOf, type KnownActivity, tenantOf } from './activity.ts';
import type { BotDeps, Place, Turn, TurnDeps } from './feature.ts';

/** The turn of an activity: its sender looked up, its place recognised, its reader's language chosen. */
export async function createTurn(context: TurnContext, deps: TurnDeps): Promise<Turn> {
  return turnOf(activityOf(context), deps);
}

async function turnOf(activity: KnownActivity, deps: TurnDeps): Promise<Turn> {
  const { aadObjectId } = activity.from;
  if (!aadObjectId) throw new AppError('SIGN_IN_NEEDED', 'an activity without a sender we can know');
  const tenantId = tenantOf(activity);
  if (!tenantId) throw new AppError('SIGN_IN_NEEDED', 'an activity without a tenant');
  const sender = { tenantId, aadObjectId };
  const known = await loadActor(deps.store, sender, deps.founders);
  const person = await deps.store.get(people, personIdOf(tenantId, aadObjectId));
  const place = turnPlace(activity);
  const network = await findNetwork(deps, { actor: known, person, place, pressed: networkPressed(activity.value) });
  const group = network && (await groupOf(deps, network, place));
  const isStranger = network && place.type === 'channel' && !membershipIn(known, network.id);
  if (isStranger) await deps.follower.stranger(network, place.serviceUrl, aadObjectId);
  const actor = isStranger ? await loadActor(deps.store, sender, deps.founders) : known;
  const language = person?.language ?? languageOf(activity.locale) ?? group?.language ?? network?.language ?? 'fi';
  // What is shown in a channel may stay for others to read.
  const readIn = place.type === 'personal' ? activity.localTimezone : undefined;
  const reader = createReader(language, network?.timeZone ?? deps.timeZone, readIn);
  const choices = place.type === 'personal' ? await networksOf(deps, actor) : [];
  const turn: Turn = {
    deps,
    actor,
    person,
    reader,
    place,
    network,
    networks: choices,
    group,
    ...askedOf(deps, place, network),
    inTime: (command, work) => deps.later.inTime(turn, command, work),
    // The context of an activity ends with its answer; what is late goes on.
    again: () => turnOf(activity, deps),
  };
  return turn;
}

/** Follows Teams to the address that a turn came from, when it is news. True when something has moved. */
export async function followTurn({ deps, actor, place, network, group, person }: Turn): Promise<boolean> {
  const { type, serviceUrl } = place;
  const networkIds = actor.memberships.map(({ networkId }) => networkId);
  return followAddress(deps, { serviceUrl, place: type, network, group, person, networkIds });
}

/** The reader of an activity whose sender could not be known. */
export function strangerTo(context: TurnContext, deps: BotDeps) {
  return createReader(languageOf(activityOf(context).locale) ?? 'fi', deps.timeZone);
}

/** The network of a turn. Throws `NOT_MEMBER` when there is none, and `NO_NETWORK` to people who are in none at all. */
export function networkOf({ network, actor }: Turn): Network {
  if (network) return network;
  throw new AppError(actor.memberships.length > 0 ? 'NOT_MEMBER' : 'NO_NETWORK', 'in no network');
}

/** Where something happened, whoever caused it: Teams does not always say. */
export interface Scene {
  readonly place: Place;
  /** The network of the team, or of the chat that is a working group. */
  readonly network: Network | undefined;
  /** The working group that the channel or the chat is. */
  readonly group: WorkingGroup | undefined;
}

/** The place of an activity. No network is found for one without a tenant. */
export async function sceneOf(context: TurnContext, deps: BotDeps): Promise<Scene> {
  const activity = activityOf(context);
  const [tenantId, place] = [tenantOf(activity), turnPlace(activity)];
  if (tenantId === undefined || place.type === 'personal') return { place, network: undefined, group: undefined };
  const network =
    place.type === 'channel'
      ? await findTeamNetwork(deps, tenantId, place)
      : (await groupOfChat(deps.store, tenantId, place.chatId ?? ''))?.network;
  return { place, network, group: network && (await groupOf(deps, network, place)) };
}

/** The network that the pressed card says it is about: `within` in `cards/within.ts`. */
function networkPressed(value: unknown): string | undefined {
  const { action } = (value ?? {}) as { readonly action?: { readonly data?: Readonly<Record<string, unknown>> } };
  const pressed = action?.data?.[networkKey];
  return typeof pressed === 'string' ? pressed : undefined;
}

function turnPlace(activity: KnownActivity): Place {
  const { conversation, channelData, serviceUrl } = activity;
  const type = placeType(activity);
  // The id of a thread begins with that of its channel or chat.
  const [id] = conversation.id.split(';');
  const place = { type, conversationId: conversation.id, serviceUrl };
  if (type === 'personal') return place;
  if (type === 'groupChat') return { ...place, chatId: id };
  return { ...place, teamId: channelData.team.id, channelId: channelData.channel.id ?? id };
}

/** Where an activity does not say what kind of place it comes from, the form of Teams' ids does. */
function placeType({ conversation, channelData }: KnownActivity): Place['type'] {
  const { id, conversationType, isGroup } = conversation;
  if (channelData.team.id !== undefined || channelData.channel.id !== undefined) return 'channel';
  if (conversationType === 'channel' || conversationType === 'groupChat') return conversationType;
  if (conversationType !== undefined) return 'personal';
  if (id.includes('@thread.tacv2')) return 'channel';
  return isGroup || id.includes('@thread.v2') ? 'groupChat' : 'personal';
}

/** The network of a channel's team; where no team is named, that of the channel, which the General one shares with its team. */
async function findTeamNetwork(
  { store }: BotDeps,
  tenantId: string,
  { type, teamId, channelId }: Place,
): Promise<Network | undefined> {
  if (type !== 'channel') return undefined;
  const named = async (id: string) => (await store.find(networks, { tenantId, teamId: id }, { limit: 1 }))[0];
  if (teamId !== undefined) return named(teamId);
  if (channelId === undefined) return undefined;
  for (const { networkId } of await store.find(groups, { channelId })) {
    const network = await store.get(networks, networkId);
    if (network?.tenantId === tenantId) return network;
  }
  return named(channelId);
}

interface Whereabouts {
  readonly actor: Actor;
  readonly person: Person | undefined;
  readonly place: Place;
  /** The network that the card says it is about, forged or not. */
  readonly pressed: string | undefined;
}

/**
 * The network of the team, or of the group chat that is a working group; in other chats that of the pressed card, or the
 * one the person is in at present.
 */
async function findNetwork(deps: BotDeps, { actor, person, place, pressed }: Whereabouts) {
  if (place.type === 'channel') return findTeamNetwork(deps, actor.tenantId, place);
  const bound = place.chatId && (await groupOfChat(deps.store, actor.tenantId, place.chatId));
  if (bound) return bound.network;
  const membership = pressed === undefined ? currentMembership(actor, person) : membershipIn(actor, pressed);
  return membership && deps.store.get(networks, membership.networkId);
}

/** The networks a person may choose from, newest first; none when there is no choice. */
async function networksOf({ store }: BotDeps, { memberships }: Actor): Promise<Network[]> {
  if (memberships.length < 2) return [];
  const found = await Promise.all(memberships.map(({ networkId }) => store.get(networks, networkId)));
  return found.filter((network) => network !== undefined);
}

async function groupOf(deps: BotDeps, network: Network, place: Place): Promise<WorkingGroup | undefined> {
  const channelId = place.channelId ?? place.chatId;
  if (channelId === undefined) return undefined;
  const where = { networkId: network.id, channelId };
  return (await deps.store.find(groups, where, { limit: 1 }))[0];
}

/** What Teams can be asked about the place of a turn. */
function askedOf({ teams }: TurnDeps, place: Place, network: Network | undefined): Pick<Turn, 'people' | 'team'> {
  const { type, serviceUrl, chatId, teamId = network?.teamId } = place;
  const teamOnly = () => new AppError('TEAM_ONLY', 'not in a team');
  return {
    async people() {
      const id = type === 'channel' ? teamId : chatId;
      if (id === undefined) throw teamOnly();
      return teams.people(serviceUrl, id);
    },
    async team(freshness) {
      if (type !== 'channel' || teamId === undefined) throw teamOnly();
      return { id: teamId, ...(await teams.team(serviceUrl, teamId, freshness)) };
    },
  };
}
