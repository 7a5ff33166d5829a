import type { Deps } from '../use-case.ts';
import { personIdOf } from './actor.ts';
import type { Member, Network, WorkingGroup } from './network.ts';

/** Somebody on a team's roster. */
export interface RosterPerson {
  readonly aadObjectId: string;
  readonly name: string;
  readonly guest: boolean;
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
