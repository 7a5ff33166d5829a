import type { Deps } from '../use-case.ts';
import { askAboutAbsent, byName } from './absence.ts';
import { isPresent, personIdOf } from './actor.ts';
import { mostLeaving } from './leaving.ts';
import type { Member, Network } from './network.ts';
import { newMember, type RosterPerson } from './new-member.ts';
import { membersByPerson, type Reading, speaksOf, storeAnew, untilSettled } from './reading.ts';
import { followRoster, registerNewcomers, removeMembers } from './roster.ts';

/** What Teams said about the people of a team. It may come late, twice, or in another order than it happened. */
export interface News {
  /** Entra object ids of those who were added. */
  readonly added: readonly string[];
  /** Entra object ids of those who were removed. */
  readonly removed: readonly string[];
  /** Whether somebody left and Teams did not say who. */
  readonly somebodyLeft: boolean;
}

/** What came of following the news. */
export interface Followed {
  readonly joined: number;
  readonly left: number;
  /** The roster does not say what Teams said: that came late, or the roster is behind. It is worth another look. */
  readonly differs: boolean;
}

/**
 * Reads a team's roster after Teams said something, and makes of those who are named what the roster says they are,
 * whatever was said of them; registers all newcomers; and when somebody left, has those leave who are not on it, in
 * the bounds of `followRoster`. When more are gone than rarely leave at once, nobody leaves and the coordinators are
 * asked; whoever was added and is not on it yet does not leave by that. Throws `CONFLICT` when those who are named never
 * come to rest.
 */
export async function followNews(
  deps: Deps,
  network: Network,
  read: () => Promise<readonly RosterPerson[]>,
  { added, removed, somebodyLeft }: News,
): Promise<Followed> {
  let [joined, left, differs] = [0, 0, false];
  await untilSettled(deps.store, network, read, async (reading) => {
    joined += await registerNewcomers(deps, network, reading);
    const onIt = new Set(reading.people.map(({ aadObjectId }) => personIdOf(network.tenantId, aadObjectId)));
    const isOnIt = (id: string) => onIt.has(personIdOf(network.tenantId, id));
    const gone = removed.filter((id) => !isOnIt(id));
    const tooMany = await askedInstead(deps, network, gone);
    if (!tooMany) left += await removeMembers(deps, network, gone, reading.before);
    if (somebodyLeft) left += (await followRoster(deps, network, reading))?.left ?? 0;
    differs = added.some((id) => !isOnIt(id)) || removed.some(isOnIt);
    return tooMany || isSettled(deps, network, reading, [...removed, ...added.filter(isOnIt)]);
  });
  return { joined, left, differs };
}

/** Asks the coordinators when so many are gone that it may be a fault. */
async function askedInstead(deps: Deps, network: Network, gone: readonly string[]): Promise<boolean> {
  if (gone.length === 0) return false;
  const known = await membersByPerson(deps.store, network);
  const present = [...known.values()].filter(isPresent);
  const persons = new Set(gone.map((id) => personIdOf(network.tenantId, id)));
  const leaving = present.filter(({ personId, outside }) => !outside && persons.has(personId));
  if (leaving.length <= mostLeaving(present.length)) return false;
  await askAboutAbsent(deps, network, byName(leaving));
  return true;
}

/**
 * Whether what is stored of those who are named is what was read. If so, each of them is stored once more, a stranger
 * who is gone as one who left: readings that began earlier say nothing about them any more.
 */
async function isSettled(deps: Deps, network: Network, reading: Reading, named: readonly string[]): Promise<boolean> {
  const known = await membersByPerson(deps.store, network);
  const onIt = new Set(reading.people.map(({ aadObjectId }) => personIdOf(network.tenantId, aadObjectId)));
  const anew: Member[] = [];
  for (const [personId, id] of new Map(named.map((id) => [personIdOf(network.tenantId, id), id]))) {
    const member = known.get(personId);
    const isThere = member !== undefined && isPresent(member);
    if (!member?.outside && isThere !== onIt.has(personId)) return false;
    if (!member) anew.push(passedBy(deps, network, id));
    else if (speaksOf(reading.before, personId, member)) anew.push(member);
  }
  return storeAnew(deps, anew);
}

/** Somebody who came and left before any reading told of them. */
function passedBy(deps: Deps, network: Network, aadObjectId: string): Member {
  const stranger = newMember(deps, network, [], { aadObjectId, name: '', guest: false });
  return { ...stranger, leftAt: deps.now().toISOString() };
}
