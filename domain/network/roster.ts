import { createHash } from 'node:crypto';
import { onceMore } from '../once-more.ts';
import { type Actor, authorise } from '../rights.ts';
import { put, type StoreReader, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { isPresent, personIdOf } from './actor.ts';
import { accountOfMember } from './audit.ts';
import { commitInSteps } from './commit-in-steps.ts';
import { groups, type Member, members, type Network } from './network.ts';
import { newMember, type RosterPerson, teamGroups } from './new-member.ts';

/** How many became members, or members again, and how many left. */
export interface RosterChange {
  readonly joined: number;
  readonly left: number;
  /** Members who are not on the roster, by name: they stay until a coordinator agrees that they leave. */
  readonly absent: readonly Member[];
}

/**
 * Registers those on a team's roster, for a coordinator. Whoever is not on it leaves only when `agreed` is the
 * `absenceKey` of exactly those who are absent now. Changes nobody and gives nothing when no coordinator is on it: such
 * a roster was not read whole.
 */
export async function syncMembers(
  deps: Deps,
  actor: Actor,
  network: Network,
  readRoster: () => Promise<readonly RosterPerson[]>,
  agreed?: string,
): Promise<RosterChange | undefined> {
  authorise(actor, 'network.manage', { networkId: network.id });
  return matchRoster(deps, network, await readRoster(), (absent) => absenceKey(absent) === agreed);
}

/** Stands for these members and no others, however many: what was asked about them holds for nobody else. */
export function absenceKey(absent: readonly Member[]): string {
  return keyOfIds(absent.map(({ id }) => id));
}

/** Stands for these ids, in any order, and no others. */
export function keyOfIds(ids: readonly string[]): string {
  return createHash('sha256')
    .update([...ids].sort().join(' '))
    .digest('hex')
    .slice(0, 32);
}

/**
 * Makes the members those on the roster at once, when Teams itself says that somebody left, or at night. Of more than
 * `mostLeaving` nobody leaves; default all may.
 */
export async function followRoster(
  deps: Deps,
  network: Network,
  roster: readonly RosterPerson[],
  mostLeaving: (present: number) => number = (present) => present,
): Promise<RosterChange | undefined> {
  return matchRoster(deps, network, roster, (absent, present) => absent.length <= mostLeaving(present));
}

async function matchRoster(
  deps: Deps,
  network: Network,
  roster: readonly RosterPerson[],
  mayLeave: (absent: readonly Member[], present: number) => boolean,
): Promise<RosterChange | undefined> {
  let joined = 0;
  let left = 0;
  return onceMore(async () => {
    const known = await membersByPerson(deps.store, network);
    const onIt = new Set(roster.map(({ aadObjectId }) => personIdOf(network.tenantId, aadObjectId)));
    const all = [...known.values()];
    if (!all.some((member) => member.roles.includes('coordinator') && onIt.has(member.personId))) return undefined;
    const { joining, renamed } = await newcomers(deps, network, roster, known);
    const absent = all.filter((member) => isPresent(member) && !member.outside && !onIt.has(member.personId));
    absent.sort((a, b) => a.name.localeCompare(b.name, network.language));
    const leaving = mayLeave(absent, all.filter(isPresent).length) ? absent : [];
    await commitInSteps(deps, joining, (count) => (joined += count));
    await commitInSteps(deps, renamed);
    const departures = leaving.map((member) => departure(deps, member));
    await commitInSteps(deps, departures, (count) => (left += count));
    return { joined, left, absent: leaving.length > 0 ? [] : absent };
  });
}

/**
 * Registers those on the roster who are not members, and those who had left. Gives how many there were; nobody is
 * taken out.
 */
export async function registerNewcomers(
  deps: Deps,
  network: Network,
  roster: readonly RosterPerson[],
): Promise<number> {
  let joined = 0;
  return onceMore(async () => {
    const known = await membersByPerson(deps.store, network);
    const { joining, renamed } = await newcomers(deps, network, roster, known);
    await commitInSteps(deps, joining, (count) => (joined += count));
    await commitInSteps(deps, renamed);
    return joined;
  });
}

/** Takes out those whom Teams says were removed, by Entra object id. Gives how many there were. */
export async function removeMembers(deps: Deps, network: Network, aadObjectIds: readonly string[]): Promise<number> {
  let left = 0;
  return onceMore(async () => {
    const known = await membersByPerson(deps.store, network);
    const gone = new Set(aadObjectIds.map((aadObjectId) => personIdOf(network.tenantId, aadObjectId)));
    const present = [...known.values()].filter(isPresent);
    const leaving = present.filter((member) => gone.has(member.personId));
    const coordinated = present.some((member) => member.roles.includes('coordinator') && !gone.has(member.personId));
    const departures = leaving.map((member) => departure(deps, member, coordinated ? [] : ['coordinator']));
    await commitInSteps(deps, departures, (count) => (left += count));
    return left;
  });
}

/**
 * Makes somebody one who has left: in no group and with no task, but for those kept. Without rights they are in any
 * case.
 */
export function departure(deps: Deps, member: Member, kept: Member['roles'] = []): Write[] {
  const roles = member.roles.filter((role) => kept.includes(role));
  const departed: Member = { ...member, groupIds: [], leads: [], roles, leftAt: deps.now().toISOString() };
  return [put(members, departed), ...accountOfMember(deps, undefined, member, departed)];
}

async function newcomers(
  deps: Deps,
  network: Network,
  roster: readonly RosterPerson[],
  known: ReadonlyMap<string, Member>,
): Promise<Arrivals> {
  const all = await deps.store.find(groups, { networkId: network.id });
  const joining: Write[][] = [];
  const renamed: Write[][] = [];
  // A roster that is read page by page while it changes may name somebody twice.
  const people = new Map(roster.map((person) => [person.aadObjectId, person]));
  for (const person of people.values()) {
    const old = known.get(personIdOf(network.tenantId, person.aadObjectId));
    const { name, guest } = { ...person, name: person.name || old?.name || '' };
    if (!old) joining.push([put(members, newMember(deps, network, all, person))]);
    else if (!isPresent(old)) {
      const back = { ...old, name, guest, groupIds: teamGroups(all), leftAt: undefined, outside: undefined };
      joining.push([put(members, back)]);
    } else if (old.outside) {
      const groupIds = [...new Set([...old.groupIds, ...teamGroups(all)])];
      joining.push([put(members, { ...old, name, guest, groupIds, outside: undefined })]);
    } else if (old.name !== name || old.guest !== guest) renamed.push([put(members, { ...old, name, guest })]);
  }
  return { joining, renamed };
}

/** What a roster adds to a network, member by member: those who come, and those who are called otherwise by now. */
interface Arrivals {
  readonly joining: readonly (readonly Write[])[];
  readonly renamed: readonly (readonly Write[])[];
}

/** The members of a network, those who left among them, by person. */
export async function membersByPerson(store: StoreReader, network: Network): Promise<Map<string, Member>> {
  const known = new Map<string, Member>();
  for await (const member of store.stream(members, { networkId: network.id })) known.set(member.personId, member);
  return known;
}
