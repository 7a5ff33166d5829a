import { AppError, quotable } from '../errors.ts';
import { groups, type WorkingGroup } from '../network/network.ts';
import { type Actor, can, canSomewhere, membershipIn } from '../rights.ts';
import type { StoreReader } from '../store.ts';

/**
 * The groups of a network that the actor may schedule meetings for; `first` heads the list when it is one of them.
 * Throws `NOT_MEMBER` to a stranger and `FORBIDDEN` to somebody who may for none.
 */
export async function groupsToScheduleFor(
  reader: StoreReader,
  actor: Actor,
  networkId: string,
  first?: string,
): Promise<WorkingGroup[]> {
  if (!membershipIn(actor, networkId))
    throw new AppError('NOT_MEMBER', `not a member of network ${quotable(networkId)}`);
  if (!canSomewhere(actor, 'meeting.schedule', networkId)) throw new AppError('FORBIDDEN', 'leads no group');
  const all = await reader.find(groups, { networkId });
  const own = all.filter((group) => can(actor, 'meeting.schedule', { networkId, groupId: group.id }));
  return own.sort((a, b) => Number(b.id === first) - Number(a.id === first));
}
