import type { Deps } from '../use-case.ts';
import { personIdOf } from './actor.ts';
import type { Member, Network, WorkingGroup } from './network.ts';

/** Somebody on a team's roster. */
export interface RosterPerson {
  readonly aadObjectId: string;
  readonly name: string;
  readonly guest: boolean;
}

/** A person on the roster as a member of all groups, with no tasks. */
export function newMember(deps: Deps, network: Network, all: readonly WorkingGroup[], person: RosterPerson): Member {
  return {
    id: deps.newId(),
    version: 0,
    networkId: network.id,
    personId: personIdOf(network.tenantId, person.aadObjectId),
    name: person.name,
    guest: person.guest,
    groupIds: all.map((group) => group.id),
    leads: [],
    roles: [],
  };
}
