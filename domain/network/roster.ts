import { createHash } from 'node:crypto';
import { onceMore } from '../once-more.ts';
import { type Actor, authorise } from '../rights.ts';
import { put, type StoreReader, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { isPresent, personIdOf } from './actor.ts';
import { accountOfMember } from './audit.ts';
import { groups, type Member, members, type Network } from './network.ts';
import { newMember, type RosterPerson } from './set-up.ts';

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
  const ids = absent.map(({ id }) => id).sort();
  return createHash('sha256').update(ids.join(' ')).digest('hex').slice(0, 32);
}

/** Makes the members those on the roster at once, when Teams itself says that somebody left. */
export async function followRoster(
  deps: Deps,
  network: Network,
  roster: readonly RosterPerson[],
): Promise<RosterChange | undefined> {
  return matchRoster(deps, network, roster, () => true);
}

async function matchRoster(
  deps: Deps,
  network: Network,
  roster: readonly RosterPerson[],
  mayLeave: (absent: readonly Member[]) => boolean,
): Promise<RosterChange | undefined> {
  return onceMore(async () => {
    const known = await membersByPerson(deps.store, network);
    const onIt = new Set(roster.map(({ aadObjectId }) => personIdOf(network.tenantId, aadObjectId)));
    const all = [...known.values()];
    if (!all.some((member) => member.roles.includes('coordinator') && onIt.has(member.personId))) return undefined;
    const joining = await newcomers(deps, network, roster, known);
    const absent = all.filter((member) => isPresent(member) && !onIt.has(member.personId));
    absent.sort((a, b) => a.name.localeCompare(b.name, network.language));
    const leaving = mayLeave(absent) ? absent : [];
    await commitAny(deps, [...joining, ...leaving.flatMap((member) => departure(deps, member))]);
    return { joined: joining.length, left: leaving.length, absent: leaving.length > 0 ? [] : absent };
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
  return onceMore(async () => {
    const joining = await newcomers(deps, network, roster, await membersByPerson(deps.store, network));
    await commitAny(deps, joining);
    return joining.length;
  });
}

/** Takes out those whom Teams says were removed, by Entra object id. Gives how many there were. */
export async function removeMembers(deps: Deps, network: Network, aadObjectIds: readonly string[]): Promise<number> {
  return onceMore(async () => {
    const known = await membersByPerson(deps.store, network);
    const gone = new Set(aadObjectIds.map((aadObjectId) => personIdOf(network.tenantId, aadObjectId)));
    const present = [...known.values()].filter(isPresent);
    const leaving = present.filter((member) => gone.has(member.personId));
    const coordinated = present.some((member) => member.roles.includes('coordinator') && !gone.has(member.personId));
    await commitAny(
      deps,
      leaving.flatMap((member) => departure(deps, member, coordinated ? [] : ['coordinator'])),
    );
    return leaving.length;
  });
}

/**
 * Makes somebody one who has left: in no group and with no task, but for those kept. Without rights they are in any
 * case.
 */
function departure(deps: Deps, member: Member, kept: Member['roles'] = []): Write[] {
  const roles = member.roles.filter((role) => kept.includes(role));
  const departed: Member = { ...member, groupIds: [], leads: [], roles, leftAt: deps.now().toISOString() };
  return [put(members, departed), ...accountOfMember(deps, undefined, member, departed)];
}

async function newcomers(
  deps: Deps,
  network: Network,
  roster: readonly RosterPerson[],
  known: ReadonlyMap<string, Member>,
): Promise<Write[]> {
  const all = await deps.store.find(groups, { networkId: network.id });
  return roster.flatMap((person) => {
    const fresh = newMember(deps, network, all, person);
    const old = known.get(fresh.personId);
    if (!old) return [put(members, fresh)];
    if (isPresent(old)) return [];
    const { name, guest, groupIds } = fresh;
    return [put(members, { ...old, name, guest, groupIds, leftAt: undefined })];
  });
}

async function membersByPerson(store: StoreReader, network: Network): Promise<Map<string, Member>> {
  const known = new Map<string, Member>();
  for await (const member of store.stream(members, { networkId: network.id })) known.set(member.personId, member);
  return known;
}

async function commitAny(deps: Deps, writes: readonly Write[]): Promise<void> {
  if (writes.length > 0) await deps.store.commit(writes);
}
