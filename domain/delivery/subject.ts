import { AppError, quotable } from '../errors.ts';
import { type Gathering, given, type MessageSubject, type Rest } from '../noun.ts';
import { latestFirst } from '../page.ts';
import { type Action, type Actor, authorise, can, membershipIn } from '../rights.ts';
import type { StoreReader } from '../store.ts';

/** What is read to find out what messages are about. */
export type SubjectDeps = Gathering & { readonly store: StoreReader };

/**
 * What the messages with this subject are about, for somebody who has the right to see or to manage them: leads of its
 * group and coordinators. Throws `NOT_FOUND` when there is no such subject.
 */
export async function messageSubject(
  deps: SubjectDeps,
  actor: Actor,
  right: Extract<Action, `delivery.${string}`>,
  subjectId: string,
): Promise<MessageSubject> {
  const subject = await subjectWith(deps, subjectId);
  if (!subject) throw new AppError('NOT_FOUND', `no subject ${quotable(subjectId)}`);
  authorise(actor, right, subject);
  return subject;
}

/** The subject of this id, whoever asks; undefined when no noun shows one. */
export async function subjectWith({ store, nouns }: SubjectDeps, id: string): Promise<MessageSubject | undefined> {
  const found = await Promise.all(given(nouns, 'subjects').map((ofNoun) => ofNoun.get(store, id)));
  return found.find((subject) => subject !== undefined);
}

/**
 * What the messages of a network are about that the actor may see, newest first. Throws `NOT_MEMBER` to a stranger and
 * `FORBIDDEN` to somebody who leads no group.
 */
export async function messageSubjects(
  { store, nouns }: SubjectDeps,
  actor: Actor,
  networkId: string,
): Promise<MessageSubject[]> {
  const groups = groupsSeen(actor, networkId);
  const where = groups === 'all' ? { networkId } : { networkId, groupId: groups };
  const found = await Promise.all(given(nouns, 'subjects').map((ofNoun) => Array.fromAsync(ofNoun.list(store, where))));
  return found
    .flat()
    .filter((subject) => can(actor, 'delivery.see', subject))
    .sort((a, b) => latestFirst(a.createdAt, b.createdAt) || latestFirst(a.id, b.id));
}

/** How long the messages about a subject are needed; what no noun knows is gone, and they with it. */
export async function restOf({ store, nouns }: SubjectDeps, id: string): Promise<Rest> {
  const found = await Promise.all(given(nouns, 'subjects').map((ofNoun) => ofNoun.rest(store, id)));
  return found.find((rest) => rest !== undefined) ?? { since: '', cards: 'stay' };
}

/** The groups whose messages an actor sees: a coordinator those of all, which also have messages of no group. */
export function groupsSeen(actor: Actor, networkId: string): 'all' | readonly string[] {
  const membership = membershipIn(actor, networkId);
  if (!membership) throw new AppError('NOT_MEMBER', `not a member of network ${quotable(networkId)}`);
  if (can(actor, 'delivery.see', { networkId })) return 'all';
  const own = membership.leads.filter((groupId) => can(actor, 'delivery.see', { networkId, groupId }));
  if (own.length === 0) throw new AppError('FORBIDDEN', 'leads no group');
  return own;
}
