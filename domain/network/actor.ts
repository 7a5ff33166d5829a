import { entraId } from '../entra-id.ts';
import { type Actor, type Membership, membershipIn } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { type Member, members, type Person } from './network.ts';

/** The id under which a person is known everywhere: tenant id and Entra object id, in whatever case these are written. */
export function personIdOf(tenantId: string, aadObjectId: string): string {
  return `${entraId(tenantId)}:${entraId(aadObjectId)}`;
}

/** False for somebody who is no longer in the team. */
export function isPresent(member: Member): boolean {
  return member.leftAt === undefined;
}

/** Whether a person is in any network: on the word of others nothing is stored. */
export async function isInNetwork(store: StoreReader, personId: string): Promise<boolean> {
  return (await store.find(members, { personId })).some(isPresent);
}

/** Where somebody is when nothing else says so: in the network they chose, or else in their newest. */
export function currentMembership(actor: Actor, person: Person | undefined): Membership | undefined {
  return membershipIn(actor, person?.chosenNetworkId ?? '') ?? actor.memberships[0];
}

/** What a member record says about rights. */
export function membershipOf(member: Member): Membership {
  const { id: memberId, networkId, organisationId, groupIds, leads, roles } = member;
  return { memberId, networkId, organisationId, groupIds, leads, roles };
}

/** The authenticated person with the memberships they have not left, newest network first. `founders` are Entra object ids as `entraId` gives them. */
export async function loadActor(
  store: StoreReader,
  person: { tenantId: string; aadObjectId: string },
  founders: readonly string[],
): Promise<Actor> {
  const actor = await actorOf(store, personIdOf(person.tenantId, person.aadObjectId));
  return { ...actor, founder: founders.includes(entraId(person.aadObjectId)) };
}

/** A person that is known by their id, as what they are now in the networks they have not left. */
export async function actorOf(store: StoreReader, personId: string): Promise<Actor> {
  const [tenantId = ''] = personId.split(':');
  const found = await store.find(members, { personId });
  return { personId, tenantId, memberships: found.filter(isPresent).map(membershipOf).reverse(), founder: false };
}
