import { isPresent } from '../network/actor.ts';
import {
  groups,
  type Member,
  members,
  type Organisation,
  type OrganisationType,
  organisations,
  type WorkingGroup,
} from '../network/network.ts';
import { type Actor, type Membership, membershipIn, type Subject } from '../rights.ts';
import type { StoreReader, Where } from '../store.ts';
import { respondentIdOf } from './respondent.ts';
import type { Audience, Survey } from './survey.ts';

/** As much of a survey as says whom it asks. */
type Asking = Pick<Survey, 'networkId' | 'groupId' | 'audience' | 'respondent'>;

/** Whom a survey asks: the members of its group when nothing else is said, or without one the whole network. */
export function audienceOf({ audience, groupId }: Pick<Survey, 'audience' | 'groupId'>): Audience {
  if (audience) return audience;
  return groupId === undefined ? { kind: 'network' } : { kind: 'groups', groupIds: [groupId] };
}

type Somebody = Pick<Membership, 'memberId' | 'networkId' | 'groupIds'>;

function asks(survey: Asking, who: Somebody, type: OrganisationType | undefined): boolean {
  if (who.networkId !== survey.networkId) return false;
  const audience = audienceOf(survey);
  switch (audience.kind) {
    case 'groups':
      return audience.groupIds.some((groupId) => who.groupIds.includes(groupId));
    case 'network':
      return true;
    case 'organisationTypes':
      return type !== undefined && audience.types.includes(type);
    case 'members':
      return audience.memberIds.includes(who.memberId);
  }
}

/** Whether a survey asks somebody who is in a network. Reads their organisation at most. */
export async function isAsked(store: StoreReader, survey: Asking, membership: Membership): Promise<boolean> {
  const byType = audienceOf(survey).kind === 'organisationTypes';
  return asks(survey, membership, byType ? await typeOf(store, membership) : undefined);
}

/** Tells of any number of surveys which of them ask somebody. Reads their organisation once. */
export async function whatAsks(store: StoreReader, membership: Membership): Promise<(survey: Asking) => boolean> {
  const type = await typeOf(store, membership);
  return (survey) => asks(survey, membership, type);
}

async function typeOf(store: StoreReader, { networkId, organisationId }: Membership) {
  const organisation = organisationId === undefined ? undefined : await store.get(organisations, organisationId);
  return organisation?.networkId === networkId ? organisation.type : undefined;
}

/** A survey as rights see it when it is to be answered: with whether it asks the actor. */
export async function toBeAnswered(store: StoreReader, actor: Actor, survey: Asking): Promise<Subject> {
  const { networkId, groupId, audience } = survey;
  const membership = membershipIn(actor, networkId);
  const asked = membership !== undefined && (await isAsked(store, survey, membership));
  return { networkId, groupId, audience, asked };
}

/** Among which members are all whom a survey asks; `amongAsked` tells which of them it does. */
export function whereAsked(survey: Asking): Where<(typeof members.indexes)[number]> {
  const { networkId } = survey;
  const audience = audienceOf(survey);
  return audience.kind === 'groups' ? { networkId, groupIds: audience.groupIds } : { networkId };
}

/** Tells of members whether a survey asks them and they are still there. Reads the network's organisations at most. */
export async function amongAsked(store: StoreReader, survey: Asking): Promise<(member: Member) => boolean> {
  const { networkId } = survey;
  const audience = audienceOf(survey);
  const types = new Map<string, OrganisationType>();
  if (audience.kind === 'organisationTypes') {
    for await (const { id, type } of store.stream(organisations, { networkId })) types.set(id, type);
  }
  // Looked up for each of thousands of members.
  const chosen = new Set(audience.kind === 'members' ? audience.memberIds : []);
  return (member) => {
    if (!isPresent(member)) return false;
    if (audience.kind === 'members') return member.networkId === networkId && chosen.has(member.id);
    return asks(survey, { ...member, memberId: member.id }, types.get(member.organisationId ?? ''));
  };
}

/** Everybody whom a survey asks, each once, in order of id. */
export async function* askedMembers(store: StoreReader, survey: Asking): AsyncIterable<Member> {
  const isOne = await amongAsked(store, survey);
  for await (const member of store.stream(members, whereAsked(survey))) if (isOne(member)) yield member;
}

/**
 * How many answers a survey asks for: one of each person, who counts once in however many of its groups they are, or
 * one of each organisation that somebody asked belongs to.
 */
export async function countAsked(store: StoreReader, survey: Asking): Promise<number> {
  const each = survey.respondent !== 'organisation';
  // Who leaves the network leaves its groups with it.
  if (each && audienceOf(survey).kind === 'groups') return store.count(members, whereAsked(survey));
  const asked = new Set<string>();
  for await (const member of askedMembers(store, survey)) {
    const own = respondentIdOf(survey, member);
    if (own !== undefined) asked.add(own);
  }
  return asked.size;
}

/**
 * Whether a survey asks an organisation of which nobody is in Teams: one of groups or of the whole network any, one of
 * types those of its types, and one of chosen people none.
 */
export function asksOrganisation(survey: Asking, { networkId, type }: Organisation): boolean {
  const audience = audienceOf(survey);
  if (networkId !== survey.networkId || audience.kind === 'members') return false;
  return audience.kind !== 'organisationTypes' || audience.types.includes(type);
}

/** The working groups in whose channels a survey may be posted; none for one that goes to people alone. */
export async function groupsOf(store: StoreReader, survey: Asking): Promise<WorkingGroup[]> {
  const audience = audienceOf(survey);
  if (audience.kind === 'network') return store.find(groups, { networkId: survey.networkId });
  if (audience.kind !== 'groups') return [];
  const found = await Promise.all(audience.groupIds.map((groupId) => store.get(groups, groupId)));
  return found.filter((group) => group !== undefined);
}

/**
 * Those of a survey's groups in whose channels it is posted: what refuses the bot is left out of a whole network, and
 * tried all the same when its group was chosen.
 */
export function channelsAmong(survey: Asking, asked: readonly WorkingGroup[]): readonly WorkingGroup[] {
  return audienceOf(survey).kind === 'network' ? asked.filter(({ refusedAt }) => refusedAt === undefined) : asked;
}

/** Whether a survey can be posted in channels: one for some people among many goes to these people alone. */
export function hasChannels(survey: Pick<Survey, 'audience' | 'groupId'>): boolean {
  const { kind } = audienceOf(survey);
  return kind === 'groups' || kind === 'network';
}
