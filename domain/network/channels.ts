import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { type Actor, authorise } from '../rights.ts';
import { put } from '../store.ts';
import { textFor } from '../text.ts';
import { type Deps, load } from '../use-case.ts';
import { isPresent } from './actor.ts';
import { account, accountOfBinding } from './audit.ts';
import { commitInSteps } from './commit-in-steps.ts';
import { groups, members, type Network, networks, type WorkingGroup } from './network.ts';

/** A channel of a network's team as Teams tells of it. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly serviceUrl: string;
}

/**
 * Makes a channel of the team a working group, with everybody in the network its member. Coordinators. Gives the group
 * of a channel that is one already.
 */
export async function bindChannel(deps: Deps, actor: Actor, network: Network, channel: Channel): Promise<WorkingGroup> {
  authorise(actor, 'network.manage', { networkId: network.id });
  if (channel.name === '')
    throw new AppError('INPUT_INVALID', 'a group without a name', { fields: { name: 'required' } });
  const group = await onceMore(async () => {
    const [known] = await deps.store.find(groups, { networkId: network.id, channelId: channel.id }, { limit: 1 });
    if (known) return known;
    const current = await load(deps.store, networks, network.id);
    const fresh: WorkingGroup = {
      id: deps.newId(),
      version: 0,
      networkId: network.id,
      name: { [network.language]: channel.name },
      channelId: channel.id,
      serviceUrl: channel.serviceUrl,
      language: network.language,
    };
    const told = accountOfBinding(deps, actor, fresh);
    // Those who join at this moment, in the groups that there were, are too late by this and look again.
    await deps.store.commit([put(groups, fresh), put(networks, current), ...told]);
    return fresh;
  });
  await enrolAll(deps, group);
  return group;
}

async function enrolAll(deps: Deps, { id, networkId }: WorkingGroup): Promise<void> {
  await onceMore(async () => {
    const joining = [];
    for await (const member of deps.store.stream(members, { networkId })) {
      if (!isPresent(member) || member.outside || member.groupIds.includes(id)) continue;
      joining.push([put(members, { ...member, groupIds: [...member.groupIds, id] })]);
    }
    await commitInSteps(deps, joining);
  });
}

/** What Teams tells of a channel. */
export type ChannelEvent = 'renamed' | 'deleted' | 'restored';

/**
 * Follows what became of a group's channel: a new name is the group's, and a deleted channel takes no messages until
 * it is restored. What happened `at` an earlier moment than what is known changes nothing. Gives the group when messages
 * to it may go out again.
 */
export async function followChannel(
  deps: Deps,
  network: Network,
  { id: channelId, name }: Pick<Channel, 'id' | 'name'>,
  event: ChannelEvent,
  at?: string,
): Promise<WorkingGroup | undefined> {
  return onceMore(async () => {
    const [group] = await deps.store.find(groups, { networkId: network.id, channelId }, { limit: 1 });
    if (!group || isEarlier(at, group.lastEventAt)) return undefined;
    const before = textFor(group.name, group.language);
    const about = { networkId: network.id, kind: 'group', subjectId: group.id } as const;
    const [changed, change] = {
      renamed: () => [renamed(group, name), { before, after: name || before }] as const,
      deleted: () => [deleted(group, deps.now()), { before }] as const,
      restored: () => [{ ...group, refusedAt: undefined, deleted: undefined }, { after: before }] as const,
    }[event]();
    const isNews = JSON.stringify(changed) !== JSON.stringify(group);
    if (!isNews && (at === undefined || at === group.lastEventAt)) return undefined;
    const writes = isNews ? account(deps, undefined, about, [{ field: 'binding', ...change }]) : [];
    await deps.store.commit([put(groups, { ...changed, lastEventAt: at ?? group.lastEventAt }), ...writes]);
    return isNews && event === 'restored' ? changed : undefined;
  });
}

function isEarlier(at: string | undefined, known: string | undefined): boolean {
  return at !== undefined && known !== undefined && at < known;
}

function deleted(group: WorkingGroup, now: Date): WorkingGroup {
  return { ...group, refusedAt: group.refusedAt ?? now.toISOString(), deleted: true };
}

/** The channel's name is the one name that is known: what the old one was in other languages says the old one. */
function renamed(group: WorkingGroup, name: string): WorkingGroup {
  const isNews = name !== '' && textFor(group.name, group.language) !== name;
  return isNews ? { ...group, name: { [group.language]: name } } : group;
}
