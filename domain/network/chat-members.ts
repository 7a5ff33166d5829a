import { onceMore } from '../once-more.ts';
import { type Actor, authorise } from '../rights.ts';
import { put, type Write } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { askAboutAbsent, byName } from './absence.ts';
import { isPresent, personIdOf } from './actor.ts';
import { accountOfMember } from './audit.ts';
import { commitInSteps } from './commit-in-steps.ts';
import { comingBack, departures, mostLeaving, returnedToChat } from './leaving.ts';
import { type Member, members, type Network, networks, type WorkingGroup } from './network.ts';
import { newMember, type RosterPerson } from './new-member.ts';
import type { News } from './news.ts';
import { membersByPerson, type Reading, speaksOf, storeAnew, takeReading, untilSettled } from './reading.ts';
import { absenceKey } from './roster.ts';

/** Whom Teams said to have come to a chat, and to have left it, by Entra object id. */
type ChatNews = Pick<News, 'added' | 'removed'>;

/**
 * Reads who is in a chat, and makes those of them who are in the network members of its group, and no others; those who
 * are named in the news are in the end what was read of them. When more are no longer in the chat than rarely leave at
 * once, nobody leaves and whoever looks after the group is asked. True when the chat is not what the news said of it.
 */
export async function followChat(
  deps: Deps,
  network: Network,
  group: WorkingGroup,
  read: () => Promise<readonly RosterPerson[]>,
  { added, removed }: ChatNews = { added: [], removed: [] },
): Promise<boolean> {
  const few = (absent: readonly Member[], inGroup: number) => absent.length <= mostLeaving(inGroup);
  let differs = false;
  await untilSettled(deps.store, network, read, async (reading) => {
    const absent = await onceMore(() => enrol(deps, network, group, reading, { mayLeave: few }));
    await askAboutAbsent(deps, group, absent);
    const there = inChat(network, reading);
    const isThere = (id: string) => there.has(personIdOf(network.tenantId, id));
    differs = added.some((id) => !isThere(id)) || removed.some(isThere);
    return absent.length > 0 || isSettled(deps, network, group, reading, [...added, ...removed]);
  });
  return differs;
}

/** Whether those who are named are in the group when they are in the chat; if so, each is stored once more. */
async function isSettled(
  deps: Deps,
  network: Network,
  group: WorkingGroup,
  reading: Reading,
  named: readonly string[],
): Promise<boolean> {
  const known = await membersByPerson(deps.store, network);
  const there = inChat(network, reading);
  const persons = new Set(named.map((id) => personIdOf(network.tenantId, id)));
  const those = [...persons].flatMap((personId) => known.get(personId) ?? []).filter(isPresent);
  const isAsRead = (member: Member) => member.groupIds.includes(group.id) === there.has(member.personId);
  if (reading.people.length > 0 && !those.every(isAsRead)) return false;
  return storeAnew(
    deps,
    those.filter((member) => speaksOf(reading.before, member.personId, member)),
  );
}

/**
 * Takes those out of a chat's group who are no longer in the chat, for whoever looks after the group, when `agreed` is
 * the `absenceKey` of exactly them. Gives those to be asked about.
 */
export async function leaveChat(
  deps: Deps,
  actor: Actor,
  { network, group }: { readonly network: Network; readonly group: WorkingGroup },
  read: () => Promise<readonly RosterPerson[]>,
  agreed: string,
): Promise<readonly Member[]> {
  authorise(actor, 'group.bindChat', { networkId: network.id, groupId: group.id });
  const reading = await takeReading(deps.store, network, read);
  const isAgreed = (absent: readonly Member[]) => absenceKey(absent) === agreed;
  const absent = await onceMore(() => enrol(deps, network, group, reading, { mayLeave: isAgreed }));
  await askAboutAbsent(deps, group, absent);
  return absent;
}

/** How those in a chat become the members of its group. */
export interface Enrolment {
  /** Whether those in the chat who are not in the network become members. */
  readonly newcomers?: true;
  /** Whether those leave who are no longer in the chat, of so many in its group. */
  mayLeave(absent: readonly Member[], inGroup: number): boolean;
}

/** Gives those who are in the group and not in the chat, and stay for now. Nobody is in a chat only when it was not read. */
export async function enrol(
  deps: Deps,
  network: Network,
  group: WorkingGroup,
  reading: Reading,
  { newcomers, mayLeave }: Enrolment,
): Promise<readonly Member[]> {
  if (reading.people.length === 0) return [];
  const current = await load(deps.store, networks, network.id);
  const known = await membersByPerson(deps.store, network);
  const there = inChat(network, reading);
  const isNews = (personId: string) => speaksOf(reading.before, personId, known.get(personId));
  const coming = [...new Map(reading.people.map((person) => [idIn(network, person), person]))]
    .filter(([personId]) => isNews(personId))
    .flatMap(([personId, person]) => {
      const old = known.get(personId);
      if (!isHere(old) && !newcomers) return [];
      return old?.groupIds.includes(group.id) ? [] : [inGroup(deps, network, group, person, old)];
    });
  const all = [...known.values()];
  const missing = all.filter(({ personId }) => !there.has(personId) && isNews(personId));
  const absent = byName(missing.filter(({ groupIds }) => groupIds.includes(group.id)));
  const leaving = mayLeave(absent, all.filter(({ groupIds }) => groupIds.includes(group.id)).length) ? absent : [];
  await commitInSteps(deps, [
    ...coming,
    ...missing.flatMap((member) => waitsNoLonger(group, member)),
    ...outOf(deps, current, group, leaving, all),
  ]);
  return leaving.length > 0 ? [] : absent;
}

function inGroup(
  deps: Deps,
  network: Network,
  group: WorkingGroup,
  person: RosterPerson,
  old: Member | undefined,
): Write[] {
  if (old && isHere(old)) return [put(members, { ...old, groupIds: [...old.groupIds, group.id] })];
  const fresh: Member = { ...newMember(deps, network, [], person), groupIds: [group.id], outside: true };
  if (!old) return [put(members, fresh)];
  return comingBack(deps, old, { ...returnedToChat(old, group), name: fresh.name, guest: fresh.guest });
}

/** Who left the network and then the chat is not put back into its group when they return to the network. */
function waitsNoLonger({ id }: WorkingGroup, member: Member): Write[][] {
  if (!member.onReturn?.groupIds.includes(id)) return [];
  const without = (ids: readonly string[]) => ids.filter((one) => one !== id);
  const { groupIds, leads, roles } = member.onReturn;
  const onReturn = { groupIds: without(groupIds), leads: without(leads), roles };
  return [[put(members, { ...member, onReturn })]];
}

/** Those who left the chat; who was in the network through it alone leaves the network. */
function outOf(
  deps: Deps,
  network: Network,
  { id }: WorkingGroup,
  leaving: readonly Member[],
  all: readonly Member[],
): Write[][] {
  const without = (ids: readonly string[]) => ids.filter((one) => one !== id);
  const isLast = (member: Member) => member.outside && without(member.groupIds).length === 0;
  const gone = leaving.filter(isLast);
  const others = leaving
    .filter((member) => !isLast(member))
    .map((member) => {
      const changed = { ...member, groupIds: without(member.groupIds), leads: without(member.leads) };
      return [put(members, changed), ...accountOfMember(deps, undefined, member, changed)];
    });
  return [...departures(deps, network, gone, all), ...others];
}

/** Whether somebody is in the network. */
export function isHere(member: Member | undefined): boolean {
  return member !== undefined && isPresent(member);
}

/** The person that somebody on a roster is. */
export function idIn({ tenantId }: Network, { aadObjectId }: RosterPerson): string {
  return personIdOf(tenantId, aadObjectId);
}

/** Who is in a chat, by person. */
export function inChat(network: Network, { people }: Pick<Reading, 'people'>): Set<string> {
  return new Set(people.map((person) => idIn(network, person)));
}
