import type { Counted } from '../counts.ts';
import { groups, members } from '../network/network.ts';
import type { Gathering, GroupCounts } from '../noun.ts';
import { type StateCounts, sumOfCounts } from '../practice/counts.ts';
import { type Actor, authoriseSomewhere, type Membership } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import type { SurveyStatus } from '../survey/counts.ts';
import type { LocalizedText } from '../text.ts';
import type { Waiting } from '../waiting.ts';

/** Where one working group stands, noun by noun. */
export interface GroupStatus extends GroupCounts {
  readonly groupId: string;
  readonly name: LocalizedText;
  readonly members: number;
}

/** Where the work stands, in numbers that can each be followed to their records. */
export interface StatusSummary {
  readonly networkId: string;
  readonly countedAt: string;
  readonly groups: readonly GroupStatus[];
  /** Open surveys that no group looks after: the coordinators' own. */
  readonly ownSurveys: readonly SurveyStatus[];
  /** Of all groups together. */
  readonly practices: StateCounts;
  readonly waiting: readonly Waiting[];
}

/** What is read to count where a network stands. `view` should be a snapshot. */
export type StatusDeps = Gathering & { readonly view: StoreReader; readonly now: Date };

/**
 * Where a network stands, as much of it as the actor may see: a lead their own groups, a coordinator all. Throws
 * `NOT_MEMBER`, and `FORBIDDEN` to those who may see nothing.
 */
export async function statusFor(deps: StatusDeps, actor: Actor, networkId: string): Promise<StatusSummary> {
  const membership = authoriseSomewhere(actor, 'summary.read', networkId);
  return visibleStatus(await statusSummary(deps, networkId), membership);
}

/** Counts where a network stands, whoever looks. */
export async function statusSummary(deps: StatusDeps, networkId: string): Promise<StatusSummary> {
  const { view, nouns, now } = deps;
  const people = await Array.fromAsync(view.stream(members, { networkId }));
  const found = await Array.fromAsync(view.stream(groups, { networkId }));
  const counting = Object.values(nouns).flatMap(({ counts }) => ('none' in counts ? [] : [counts]));
  const counted: readonly Counted<Partial<GroupCounts>>[] = await Promise.all(
    counting.map((counts) => counts({ view, networkId, now, members: people, groups: found })),
  );
  const inGroup = (groupId: string | undefined) => {
    // The type of `nouns` says that each has its counts.
    return Object.assign({}, ...counted.map((ofNoun) => ofNoun.inGroup(groupId))) as GroupCounts;
  };
  const each = found.map(({ id: groupId, name }) => {
    const count = people.filter(({ groupIds }) => groupIds.includes(groupId)).length;
    return { groupId, name, members: count, ...inGroup(groupId) };
  });
  return {
    networkId,
    countedAt: now.toISOString(),
    groups: each,
    ownSurveys: inGroup(undefined).openSurveys,
    practices: sumOfCounts(each.map(({ practices }) => practices)),
    waiting: counted.flatMap(({ waiting }) => waiting),
  };
}

/** The part of a summary that a membership may see: a lead their own groups, a coordinator all, others nothing. */
export function visibleStatus(summary: StatusSummary, membership: Membership): StatusSummary {
  if (membership.roles.includes('coordinator')) return summary;
  const own = summary.groups.filter((group) => membership.leads.includes(group.groupId));
  return {
    ...summary,
    groups: own,
    ownSurveys: [],
    practices: sumOfCounts(own.map((group) => group.practices)),
    waiting: summary.waiting.filter((item) => item.groupId !== undefined && membership.leads.includes(item.groupId)),
  };
}
