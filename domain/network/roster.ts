import { createHash } from 'node:crypto';
import { onceMore } from '../once-more.ts';
import { type Actor, authorise } from '../rights.ts';
import { check, put, type Write } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { askAboutAbsent, byName } from './absence.ts';
import { isPresent, personIdOf } from './actor.ts';
import { commitInSteps } from './commit-in-steps.ts';
import { comingBack, departures, mayStillLeave, returned } from './leaving.ts';
import { groups, type Member, members, type Network, networks } from './network.ts';
import { newMember, type RosterPerson } from './new-member.ts';
import { type Known, membersByPerson, type Reading, speaksOf, takeReading } from './reading.ts';

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
  const reading = await takeReading(deps.store, network, readRoster);
  const change = await matchRoster(deps, network, reading, (absent) => absenceKey(absent) === agreed);
  if (change?.absent.length === 0) await askAboutAbsent(deps, network, []);
  return change;
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
 * Makes the members those on the roster, at night or when Teams says that somebody left and not who. When more are
 * absent than rarely leave in a day, nobody leaves and the coordinators are asked.
 */
export async function followRoster(deps: Deps, network: Network, reading: Reading): Promise<RosterChange | undefined> {
  const change = await matchRoster(deps, network, reading, (absent, all) => {
    return absent.length <= mayStillLeave(all, deps.now());
  });
  if (change) await askAboutAbsent(deps, network, change.absent);
  return change;
}

async function matchRoster(
  deps: Deps,
  network: Network,
  { people, before }: Reading,
  mayLeave: (absent: readonly Member[], all: readonly Member[]) => boolean,
): Promise<RosterChange | undefined> {
  let joined = 0;
  let left = 0;
  return onceMore(async () => {
    const current = await load(deps.store, networks, network.id);
    const known = await membersByPerson(deps.store, network);
    const onIt = new Set(people.map(({ aadObjectId }) => personIdOf(network.tenantId, aadObjectId)));
    const all = [...known.values()];
    if (!isWhole(all, onIt)) return undefined;
    const isAbsent = (member: Member) => isPresent(member) && !member.outside && !onIt.has(member.personId);
    const absent = byName(all.filter((member) => isAbsent(member) && speaksOf(before, member.personId, member)));
    const leaving = mayLeave(absent, all) ? absent : [];
    const arriving = await arrivals(deps, network, { people, before }, known);
    await commitInSteps(deps, arriving.joining, (count) => (joined += count), [check(networks, current)]);
    await commitInSteps(deps, arriving.renamed);
    await commitInSteps(deps, departures(deps, current, leaving, all), (count) => (left += count));
    return { joined, left, absent: leaving.length > 0 ? [] : absent };
  });
}

/** A roster without any coordinator was not read whole, where the network has one. */
function isWhole(all: readonly Member[], onIt: ReadonlySet<string>): boolean {
  const coordinators = all.filter(({ roles }) => roles.includes('coordinator'));
  return coordinators.some(({ personId }) => onIt.has(personId)) || (onIt.size > 0 && !coordinators.some(isPresent));
}

/**
 * Registers those on the roster who are not members, and those who had left. Gives how many there were; nobody is
 * taken out.
 */
export async function registerNewcomers(deps: Deps, network: Network, reading: Reading): Promise<number> {
  let joined = 0;
  return onceMore(async () => {
    const current = await load(deps.store, networks, network.id);
    const known = await membersByPerson(deps.store, network);
    const arriving = await arrivals(deps, network, reading, known);
    await commitInSteps(deps, arriving.joining, (count) => (joined += count), [check(networks, current)]);
    await commitInSteps(deps, arriving.renamed);
    return joined;
  });
}

/**
 * Takes out those who are gone from the team, by Entra object id: the roster says so. Of somebody who has changed since
 * `before`, it says nothing. Gives how many left.
 */
export async function removeMembers(
  deps: Deps,
  network: Network,
  aadObjectIds: readonly string[],
  before?: Known,
): Promise<number> {
  const gone = new Set(aadObjectIds.map((aadObjectId) => personIdOf(network.tenantId, aadObjectId)));
  let left = 0;
  return onceMore(async () => {
    const current = await load(deps.store, networks, network.id);
    const all = [...(await membersByPerson(deps.store, network)).values()];
    const leaving = all.filter(
      (member) =>
        isPresent(member) &&
        !member.outside &&
        gone.has(member.personId) &&
        (!before || speaksOf(before, member.personId, member)),
    );
    await commitInSteps(deps, departures(deps, current, leaving, all), (count) => (left += count));
    return left;
  });
}

/** What a roster tells of those who are on it, member by member. */
interface Arrivals {
  /** In the groups that there were: whoever makes another one commits the network, which is to be checked with these. */
  readonly joining: readonly (readonly Write[])[];
  /** Those who are called otherwise by now. */
  readonly renamed: readonly (readonly Write[])[];
}

async function arrivals(
  deps: Deps,
  network: Network,
  { people, before }: Reading,
  known: ReadonlyMap<string, Member>,
): Promise<Arrivals> {
  const all = await deps.store.find(groups, { networkId: network.id });
  const joining: Write[][] = [];
  const renamed: Write[][] = [];
  // A roster that is read page by page while it changes may name somebody twice.
  const byPerson = new Map(people.map((person) => [personIdOf(network.tenantId, person.aadObjectId), person]));
  for (const [personId, person] of byPerson) {
    const old = known.get(personId);
    if (!speaksOf(before, personId, old)) continue;
    if (!old) {
      joining.push([put(members, newMember(deps, network, all, person))]);
      continue;
    }
    const called = { ...old, name: person.name || old.name, guest: person.guest };
    if (!isPresent(old) || old.outside) joining.push(comingBack(deps, old, returned(deps, called, all)));
    else if (old.name !== called.name || old.guest !== called.guest) renamed.push([put(members, called)]);
  }
  return { joining, renamed };
}
