import { put, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { isPresent } from './actor.ts';
import { accountOfMember } from './audit.ts';
import { type Member, type MemberRole, members, type Network, networks, type WorkingGroup } from './network.ts';
import { teamGroups } from './new-member.ts';

/**
 * The most who leave without a coordinator's word, of so many: a tenth, or five. More rarely leave at once, and a
 * fault of Teams looks like it.
 */
export function mostLeaving(present: number): number {
  return Math.max(5, Math.floor(present / 10));
}

const hour = 3_600_000;
/** What a reading takes out counts for so long: less than from one night to the next, whenever in it they are read. */
const countedMs = 20 * hour;

/** How many more may leave without a coordinator's word, after those who left in the last hours. */
export function mayStillLeave(all: readonly Member[], now: Date): number {
  const since = new Date(now.getTime() - countedMs).toISOString();
  const lately = all.filter(({ leftAt }) => leftAt !== undefined && leftAt > since).length;
  return Math.max(0, mostLeaving(all.filter(isPresent).length + lately) - lately);
}

/**
 * The changes by which some of all members leave a network, which was read before them. They are in no group then and
 * have no task, and get back what they had when they return. When nobody else is coordinator, those who were keep that
 * role, without its rights. Of two coordinators who leave at once both change the network, so one is too late and is
 * looked at again.
 */
export function departures(
  deps: Pick<Deps, 'now' | 'newId'>,
  network: Network,
  leaving: readonly Member[],
  all: Iterable<Member>,
): Write[][] {
  const gone = new Set(leaving.map(({ id }) => id));
  const staying = [...all].filter((member) => isPresent(member) && !gone.has(member.id));
  const kept: MemberRole[] = staying.some(isCoordinator) ? [] : ['coordinator'];
  const [first, ...coordinators] = leaving.filter(isCoordinator).map((member) => departure(deps, member, kept));
  const others = leaving.filter((member) => !isCoordinator(member)).map((member) => departure(deps, member, []));
  // Coordinators come first, so that they are of one commit.
  return first ? [[put(networks, network), ...first], ...coordinators, ...others] : others;
}

function isCoordinator({ roles }: Member): boolean {
  return roles.includes('coordinator');
}

function departure(deps: Pick<Deps, 'now' | 'newId'>, member: Member, kept: readonly MemberRole[]): Write[] {
  const { groupIds, leads, roles } = member;
  const departed: Member = {
    ...member,
    groupIds: [],
    leads: [],
    roles: roles.filter((role) => kept.includes(role)),
    leftAt: deps.now().toISOString(),
    onReturn: { groupIds, leads, roles },
  };
  return [put(members, departed), ...accountOfMember(deps, undefined, member, departed)];
}

const day = 24 * hour;
/** For so long a role waits for somebody who left: a mistake shows sooner, and what is older may have been meant. */
const rolesWaitMs = 30 * day;

/**
 * Somebody who left the team, or who is in the network through a chat alone, as they are when they return to the team:
 * in all groups in channels and in the chats they were in, with their leads. A role comes back within 30 days only,
 * and after that by a coordinator's word; that of a network's last coordinator waits for ever.
 */
export function returned(deps: Pick<Deps, 'now'>, left: Member, all: readonly WorkingGroup[]): Member {
  const { groupIds = [], leads = [], roles = [] } = left.onReturn ?? {};
  const waits = Date.parse(left.leftAt ?? '') > deps.now().getTime() - rolesWaitMs;
  const chats = all.filter(({ id, chat }) => chat && groupIds.includes(id)).map(({ id }) => id);
  const back = [...new Set([...left.groupIds, ...teamGroups(all), ...chats])];
  return {
    ...left,
    groupIds: back,
    leads: [...new Set([...left.leads, ...leads.filter((id) => back.includes(id))])],
    roles: [...new Set([...left.roles, ...(waits ? roles : [])])],
    leftAt: undefined,
    outside: undefined,
    onReturn: undefined,
  };
}

/**
 * Somebody who left, as they are when they return through a chat alone: in its group, which they lead if they did. The
 * rest waits until they are in the team; a role does not, since whoever lets people into a chat gives no roles.
 */
export function returnedToChat(left: Member, { id }: Pick<WorkingGroup, 'id'>): Member {
  const { groupIds = [], leads = [] } = left.onReturn ?? {};
  const without = (ids: readonly string[]) => ids.filter((one) => one !== id);
  return {
    ...left,
    groupIds: [id],
    leads: leads.filter((one) => one === id),
    leftAt: undefined,
    outside: true,
    onReturn: { groupIds: without(groupIds), leads: without(leads), roles: [] },
  };
}

/** The changes by which somebody becomes what they are after returning. */
export function comingBack(deps: Pick<Deps, 'now' | 'newId'>, before: Member, after: Member): Write[] {
  return [put(members, after), ...accountOfMember(deps, undefined, before, after)];
}
