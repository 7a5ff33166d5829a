import { type Actor, authorise } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { comparable, textFor } from '../text.ts';
import { isPresent } from './actor.ts';
import { organisationNames } from './directory.ts';
import { groups, type Member, members, type Network, type WorkingGroup } from './network.ts';

/** A network as its coordinator sees it at a glance. */
export interface NetworkOverview {
  readonly network: Network;
  readonly members: number;
  /** How many members cannot validate, since they speak for no organisation. */
  readonly withoutOrganisation: number;
  /** By name, in the language of the network. */
  readonly groups: readonly {
    readonly group: WorkingGroup;
    readonly members: number;
    readonly leads: readonly Member[];
  }[];
  /** The names of the leads' organisations, by id. */
  readonly organisations: ReadonlyMap<string, string>;
}

/** Groups with their sizes and leads. Coordinators. */
export async function networkOverview(store: StoreReader, actor: Actor, network: Network): Promise<NetworkOverview> {
  authorise(actor, 'network.manage', { networkId: network.id });
  const all = await store.find(groups, { networkId: network.id });
  const nameOf = ({ name }: WorkingGroup) => textFor(name, network.language);
  all.sort((a, b) => nameOf(a).localeCompare(nameOf(b), network.language));
  const leads: Member[] = [];
  let present = 0;
  let withoutOrganisation = 0;
  for await (const member of store.stream(members, { networkId: network.id })) {
    if (!isPresent(member)) continue;
    present += 1;
    if (member.organisationId === undefined) withoutOrganisation += 1;
    if (member.leads.length > 0) leads.push(member);
  }
  return {
    network,
    members: present,
    withoutOrganisation,
    groups: await Promise.all(
      all.map(async (group) => ({
        group,
        members: await store.count(members, { groupIds: group.id }),
        leads: leads.filter((member) => member.leads.includes(group.id)),
      })),
    ),
    organisations: await organisationNames(store, leads),
  };
}

/** One page of the members whose name contains `search`, in any case; and whether there are more. Coordinators. */
export async function findMembers(
  store: StoreReader,
  actor: Actor,
  networkId: string,
  wanted: { search: string; limit: number },
): Promise<{ found: Member[]; more: boolean }> {
  authorise(actor, 'network.manage', { networkId });
  const search = comparable(wanted.search);
  const found: Member[] = [];
  for await (const member of store.stream(members, { networkId })) {
    if (!isPresent(member) || !comparable(member.name).includes(search)) continue;
    if (found.length === wanted.limit) return { found, more: true };
    found.push(member);
  }
  return { found, more: false };
}
