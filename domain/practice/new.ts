import { assertRoomFor } from '../limits.ts';
import { groups, type Organisation, type WorkingGroup } from '../network/network.ts';
import { organisationsWithoutTeams, organisationWithoutTeams } from '../network/without-teams.ts';
import { type Actor, authorise, can, canSomewhere, membershipIn } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { type Practice, type PracticeKind, type PracticeText, practices } from './practice.ts';

/** The groups of a network that this actor may write practices in. Throws `NOT_MEMBER` to a stranger to it. */
export async function groupsToWriteIn(store: StoreReader, actor: Actor, networkId: string): Promise<WorkingGroup[]> {
  authorise(actor, 'practice.see', { networkId });
  const all = await store.find(groups, { networkId });
  return all.filter((group) => can(actor, 'practice.write', { networkId, groupId: group.id }));
}

/** The organisations without Teams that this actor may write a practice down for, by name; none for most members. */
export async function organisationsToWriteFor(
  store: StoreReader,
  actor: Actor,
  networkId: string,
): Promise<Organisation[]> {
  if (!canSomewhere(actor, 'practice.writeFor', networkId)) return [];
  return organisationsWithoutTeams(store, networkId);
}

/** What a new practice is to be. */
export interface NewPractice {
  /** Made when the form was: the same press twice makes one practice. */
  readonly practiceId: string;
  readonly kind: PracticeKind;
  readonly groupId: string;
  /** The organisation without Teams that it is written down for; default the writer's own. */
  readonly organisationId?: string | undefined;
}

/** A practice of which nothing is written yet. */
export type Untitled = Omit<Practice, keyof PracticeText>;

/** The record of a practice that somebody begins. Throws what `newPracticeForm` throws, and `LIMIT_REACHED`. */
export async function emptyDraft(deps: Deps, actor: Actor, request: NewPractice): Promise<Untitled> {
  const { group, membership, whose } = await groupFor(deps, actor, request);
  assertRoomFor('practicesOfAuthor', await deps.store.count(practices, { authorMemberId: membership.memberId }));
  const now = deps.now().toISOString();
  return {
    id: request.practiceId,
    version: 0,
    networkId: group.networkId,
    groupId: group.id,
    kind: request.kind,
    revision: 1,
    state: 'draft',
    authorMemberId: membership.memberId,
    ...whose,
    example: false,
    createdAt: now,
    updatedAt: now,
  };
}

/** The group that a new practice is for, who writes it, and whose it is. Throws what `newPracticeForm` throws. */
export async function groupFor(deps: Deps, actor: Actor, request: NewPractice) {
  const group = await load(deps.store, groups, request.groupId);
  const membership = authorise(actor, 'practice.write', { networkId: group.networkId, groupId: group.id });
  return { group, membership, whose: await whoseIs(deps, actor, group, request) };
}

/** Whose practice it is: that of the writer's organisation, or of one without Teams. */
async function whoseIs(deps: Deps, actor: Actor, { networkId, id: groupId }: WorkingGroup, request: NewPractice) {
  const { organisationId } = request;
  if (organisationId === undefined) return { organisationId: membershipIn(actor, networkId)?.organisationId };
  authorise(actor, 'practice.writeFor', { networkId, groupId });
  await organisationWithoutTeams(deps.store, networkId, organisationId);
  return { organisationId, onBehalf: true as const };
}
