import { addressNow } from '../network/address.ts';
import { groups, type Network, networks, type Person, people, type WorkingGroup } from '../network/network.ts';
import { onceMore } from '../once-more.ts';
import { put } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { planMoved } from './moved.ts';

/** Teams moves rarely; so many addresses that it has left are known of a network. */
const mostFormer = 20;

/** Where an authenticated activity comes from, as far as it was looked up already. */
export interface Sighting {
  /** The address under which Teams takes the answer. */
  readonly serviceUrl: string;
  readonly place: 'personal' | 'groupChat' | 'channel';
  /** Of the team, or of the group chat. */
  readonly network: Network | undefined;
  readonly group: WorkingGroup | undefined;
  /** Who acts, and the networks they are in. */
  readonly person: Person | undefined;
  readonly networkIds: readonly string[];
}

/**
 * Follows Teams when an activity comes from another address than the one that is kept for its place: what stood at the
 * old one is sent to the new one from then on, for a team all of its channels and the chats of its people, and what the
 * old one refused is tried again. Where nothing has moved nothing is read. True when something has.
 */
export async function followAddress(deps: Deps, seen: Sighting): Promise<boolean> {
  const { serviceUrl, place, network, group, person, networkIds } = seen;
  if (place === 'channel') return followTeam(deps, seen);
  const kept = place === 'groupChat' ? group && network && addressNow(network, group.serviceUrl) : addressOf(person);
  if (kept === undefined || kept === serviceUrl) return false;
  if (place === 'groupChat') await moveGroup(deps, group, serviceUrl);
  else await movePerson(deps, person, serviceUrl);
  for (const networkId of networkIds) await moveNetwork(deps, networkId, serviceUrl, kept);
  return true;
}

async function followTeam(deps: Deps, { serviceUrl, network, group, person }: Sighting): Promise<boolean> {
  if (!network) return false;
  const { current: known = group?.serviceUrl, former = [] } = network.serviceUrls ?? {};
  if (known !== serviceUrl) return moveNetwork(deps, network.id, serviceUrl);
  if (!former.includes(addressOf(person) ?? '')) return false;
  await movePerson(deps, person, serviceUrl);
  return true;
}

function addressOf(person: Person | undefined): string | undefined {
  return person?.conversation?.serviceUrl;
}

async function movePerson(deps: Deps, seen: Person | undefined, serviceUrl: string): Promise<void> {
  await onceMore(async () => {
    const person = seen && (await deps.store.get(people, seen.id));
    if (!person?.conversation || person.conversation.serviceUrl === serviceUrl) return;
    await deps.store.commit([put(people, { ...person, conversation: { ...person.conversation, serviceUrl } })]);
  });
}

async function moveGroup(deps: Deps, seen: WorkingGroup | undefined, serviceUrl: string): Promise<void> {
  await onceMore(async () => {
    const group = seen && (await deps.store.get(groups, seen.id));
    if (!group || group.serviceUrl === serviceUrl) return;
    await deps.store.commit([put(groups, { ...group, serviceUrl })]);
  });
}

/**
 * Keeps that a network's team is served at an address, and tries again what others refused. `from` is where somebody's
 * chat was served until now: the team moves along only when it was served there as well; without it, an activity of the
 * team itself says so. False when that is no news.
 */
export async function moveNetwork(deps: Deps, networkId: string, to: string, from?: string): Promise<boolean> {
  return onceMore(async () => {
    const network = await deps.store.get(networks, networkId);
    if (!network || network.serviceUrls?.current === to) return false;
    const channels = (await deps.store.find(groups, { networkId })).filter(({ chat }) => !chat);
    const kept = channels.map(({ serviceUrl }) => serviceUrl);
    if (from !== undefined && !kept.some((address) => addressNow(network, address) === addressNow(network, from))) {
      return false;
    }
    const { serviceUrls } = network;
    const known = [...(serviceUrls ? [serviceUrls.current, ...serviceUrls.former] : []), ...kept];
    const former = [...new Set(known)].filter((address) => address !== to).slice(0, mostFormer);
    if (former.length === 0) return false;
    const isBack = known.includes(to) && serviceUrls !== undefined;
    await deps.store.commit([
      put(networks, { ...network, serviceUrls: { current: to, former } }),
      ...(isBack ? [] : [await planMoved(deps, networkId)]),
    ]);
    return true;
  });
}
