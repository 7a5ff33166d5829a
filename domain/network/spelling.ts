import { entraId } from '../entra-id.ts';
import { onceMore } from '../once-more.ts';
import { deliveries } from '../outbox.ts';
import { put, remove, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { isPresent } from './actor.ts';
import { type Member, members, people } from './network.ts';

/**
 * Gives people who were stored under an id in other letters, as earlier programs did, their one id: at a start, before
 * anything is done. Somebody who was stored twice in a network is one member afterwards, with all they had.
 */
export async function spellPersonIds(deps: Pick<Deps, 'store' | 'now'>): Promise<void> {
  const misspelt = new Set<string>();
  for await (const { personId } of deps.store.stream(members, {})) {
    if (personId !== entraId(personId)) misspelt.add(personId);
  }
  for (const personId of misspelt) await onceMore(() => spell(deps, personId, entraId(personId)));
}

async function spell({ store, now }: Pick<Deps, 'store' | 'now'>, old: string, personId: string): Promise<void> {
  const writes: Write[] = [];
  for (const member of await store.find(members, { personId: old })) {
    const [twin] = await store.find(members, { networkId: member.networkId, personId }, { limit: 1 });
    if (!twin) writes.push(put(members, { ...member, personId }));
    // What the other did stays theirs, under an id that nobody has.
    else if (isPresent(member)) writes.push(put(members, together(twin, member)), put(members, emptied(member, now())));
  }
  const [person, own] = [await store.get(people, old), await store.get(people, personId)];
  if (person)
    writes.push(remove(people, person), ...(own ? [] : [put(people, { ...person, id: personId, version: 0 })]));
  for (const row of await store.find(deliveries, { targetId: old })) {
    writes.push(put(deliveries, { ...row, to: { type: 'person', personId }, targetId: personId }));
  }
  if (writes.length > 0) await store.commit(writes);
}

function together(one: Member, other: Member): Member {
  const both = <T>(some: readonly T[], more: readonly T[]): T[] => [...new Set([...some, ...more])];
  return {
    ...one,
    organisationId: one.organisationId ?? other.organisationId,
    groupIds: both(one.groupIds, other.groupIds),
    leads: both(one.leads, other.leads),
    roles: both(one.roles, other.roles),
    leftAt: undefined,
    onReturn: undefined,
  };
}

function emptied(member: Member, now: Date): Member {
  return { ...member, groupIds: [], leads: [], roles: [], leftAt: now.toISOString() };
}
