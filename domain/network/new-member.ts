import { entraId } from '../entra-id.ts';
import type { Deps } from '../use-case.ts';
import { personIdOf } from './actor.ts';
import type { Member, Network, WorkingGroup } from './network.ts';

/** Somebody on a team's roster. */
export interface RosterPerson {
  readonly aadObjectId: string;
  readonly name: string;
  readonly guest: boolean;
  /** The tenant of the account, where Teams names one: in chats, people of other tenants stand beside guests. */
  readonly tenantId?: string;
}

/**
 * Those on a roster who can be members of a network: people of its tenant and its guests, whose ids are the tenant's
 * own, whichever one Teams names with them. Of anybody else of another tenant, the id says nothing here.
 */
export function ofTenant({ tenantId }: Pick<Network, 'tenantId'>, people: readonly RosterPerson[]): RosterPerson[] {
  return people.filter(({ guest, tenantId: own }) => guest || own === undefined || own === entraId(tenantId));
}

/** The ids of the groups that everybody in the team is in: those in its channels. */
export function teamGroups(all: readonly WorkingGroup[]): string[] {
  return all.filter(({ chat }) => !chat).map(({ id }) => id);
}

/** What somebody is called of whom Teams gives no name that can be seen. */
const nameless = '–';

/** A person on the roster as a member of all groups in channels, with no tasks. */
export function newMember(deps: Deps, network: Network, all: readonly WorkingGroup[], person: RosterPerson): Member {
  return {
    id: deps.newId(),
    version: 0,
    networkId: network.id,
    personId: personIdOf(network.tenantId, person.aadObjectId),
    name: person.name || nameless,
    guest: person.guest,
    groupIds: teamGroups(all),
    leads: [],
    roles: [],
  };
}
