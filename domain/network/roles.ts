import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { type Actor, authorise } from '../rights.ts';
import { put, type StoreReader } from '../store.ts';
import { assertVersion, type Deps, load } from '../use-case.ts';
import { isPresent, personIdOf } from './actor.ts';
import { accountOfMember } from './audit.ts';
import { groups, type Member, type MemberRole, members, networks } from './network.ts';

/** What a change of a member holds for, when their editor saw a version of the record. */
interface Seen {
  /** The version of the member that was changed on the page: `STALE` when it is no longer that. */
  readonly expected?: number | undefined;
}

/** Makes a member lead of a working group, or takes the task away. Coordinators. */
export async function setLead(
  deps: Deps,
  actor: Actor,
  request: Seen & { memberId: string; groupId: string; leads: boolean },
): Promise<Member> {
  return onceMore(async () => {
    const member = await deps.store.get(members, request.memberId);
    const group = await deps.store.get(groups, request.groupId);
    if (!member || !isPresent(member) || !group || member.networkId !== group.networkId)
      throw new AppError('NOT_FOUND', 'no such member or group');
    authorise(actor, 'network.manage', group);
    assertVersion(member, request.expected);
    if (member.leads.includes(group.id) === request.leads) return member;
    const others = member.leads.filter((groupId) => groupId !== group.id);
    const changed: Member = {
      ...member,
      leads: request.leads ? [...others, group.id] : others,
      groupIds: request.leads && !member.groupIds.includes(group.id) ? [...member.groupIds, group.id] : member.groupIds,
    };
    await deps.store.commit([put(members, changed), ...accountOfMember(deps, actor, member, changed)]);
    return changed;
  });
}

/**
 * Makes a member coordinator or compiler, or takes the task away. Coordinators. Throws `LAST_COORDINATOR` when the
 * network would be left without one.
 */
export async function setRole(
  deps: Deps,
  actor: Actor,
  request: Seen & { memberId: string; role: MemberRole; has: boolean },
): Promise<Member> {
  return onceMore(async () => {
    const member = await presentMember(deps.store, actor, request.memberId);
    assertVersion(member, request.expected);
    if (member.roles.includes(request.role) === request.has) return member;
    const others = member.roles.filter((role) => role !== request.role);
    const changed: Member = { ...member, roles: request.has ? [...others, request.role] : others };
    const writes = [put(members, changed), ...accountOfMember(deps, actor, member, changed)];
    if (request.role === 'coordinator' && !request.has) {
      const network = await load(deps.store, networks, member.networkId);
      if (!(await hasOtherCoordinator(deps.store, member))) {
        throw new AppError('LAST_COORDINATOR', `${member.id} is the only coordinator`);
      }
      // Two coordinators who take the task from each other at once both change the network, so one is too late.
      writes.push(put(networks, network));
    }
    await deps.store.commit(writes);
    return changed;
  });
}

/**
 * Makes a member coordinator in the name of the operator of the installation, as for a network whose last coordinator
 * left its team. `who` is a member's id or an Entra object id. Throws `NOT_FOUND` when there is no such network, or
 * nobody of this id who has not left.
 */
export async function nameCoordinator(
  deps: Pick<Deps, 'store' | 'now' | 'newId'>,
  networkId: string,
  who: string,
): Promise<Member> {
  return onceMore(async () => {
    const { tenantId } = await load(deps.store, networks, networkId);
    const [byPerson] = await deps.store.find(members, { networkId, personId: personIdOf(tenantId, who) }, { limit: 1 });
    const member = byPerson ?? (await deps.store.get(members, who));
    if (!member || member.networkId !== networkId || !isPresent(member)) {
      throw new AppError('NOT_FOUND', `nobody of the id ${who} is in network ${networkId}`);
    }
    if (member.roles.includes('coordinator')) return member;
    const changed: Member = { ...member, roles: [...member.roles, 'coordinator'] };
    await deps.store.commit([put(members, changed), ...accountOfMember(deps, 'operator', member, changed)]);
    return changed;
  });
}

/** The member with this id who has not left, for a coordinator of their network. Throws `NOT_FOUND` otherwise. */
export async function presentMember(store: StoreReader, actor: Actor, memberId: string): Promise<Member> {
  const member = await load(store, members, memberId);
  authorise(actor, 'network.manage', member);
  if (!isPresent(member)) throw new AppError('NOT_FOUND', `member ${memberId} has left`);
  return member;
}

async function hasOtherCoordinator(store: StoreReader, { id, networkId }: Member): Promise<boolean> {
  for await (const member of store.stream(members, { networkId })) {
    if (member.id !== id && isPresent(member) && member.roles.includes('coordinator')) return true;
  }
  return false;
}
