import { members } from '../network/network.ts';
import { deliveries, send } from '../outbox.ts';
import type { Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import type { Practice } from './practice.ts';

/** Kinds of the messages about practices. */
export const practiceMessages = {
  /** To the group's channel: read and comment, and the lead opens the validation. */
  proposed: 'practice.proposed',
  /** To the group's channel: validate. */
  validation: 'practice.validation',
  /** To the author: what to change. */
  returned: 'practice.returned',
  /** To the author: somebody said something, an organisation judged it, or it is in the package. */
  commented: 'practice.commented',
  judged: 'practice.judged',
  selected: 'practice.selected',
  /** In place of a message in the channel that asked for what has been done since. */
  moved: 'practice.moved',
} as const;

/** A practice's version sets apart the moves of its course: each is told once, however often it was made before. */
function occasion(practice: Practice): string {
  return `v${practice.version}`;
}

/** The message to the group's channel about a practice that was proposed or is in validation. */
export function announcement(deps: Deps, practice: Practice): Write {
  const { networkId, id: subjectId, groupId } = practice;
  const kind = practice.state === 'inValidation' ? practiceMessages.validation : practiceMessages.proposed;
  return send(deps, { networkId, kind, subjectId, to: { type: 'channel', groupId }, occasion: occasion(practice) });
}

/** Replaces the newest message about a practice in the channel by one that tells its state and asks for nothing. */
export async function updateOfPosted(deps: Deps, practice: Practice): Promise<Write[]> {
  const kind = [practiceMessages.proposed, practiceMessages.validation];
  const newest = (await deps.store.find(deliveries, { subjectId: practice.id, kind })).at(-1);
  if (!newest) return [];
  const { networkId, id: subjectId } = practice;
  const message = { networkId, kind: practiceMessages.moved, subjectId, to: newest.to, replacesId: newest.id };
  return [send(deps, { ...message, occasion: occasion(practice) })];
}

type Heard = (typeof practiceMessages)['commented' | 'judged' | 'selected'];

/**
 * Tells the author of a practice what became of it, once for all that happens before the message leaves; nothing of
 * what they did themselves, and nothing when they are no longer a member. `cause` sets apart what happens later.
 */
export async function letAuthorHear(
  deps: Deps,
  practice: Practice,
  kind: Heard,
  { byMemberId, cause }: { readonly byMemberId: string; readonly cause: string },
): Promise<Write[]> {
  const author = await deps.store.get(members, practice.authorMemberId);
  if (!author || author.leftAt !== undefined || author.id === byMemberId) return [];
  const { networkId, id: subjectId } = practice;
  const about = { subjectId, kind, targetId: author.personId };
  if ((await deps.store.count(deliveries, { ...about, state: 'waiting' })) > 0) return [];
  return [
    send(deps, { networkId, kind, subjectId, to: { type: 'person', personId: author.personId }, occasion: cause }),
  ];
}

/** Tells the author that their practice was returned; nothing when they are no longer a member. */
export async function tellAuthor(deps: Deps, practice: Practice): Promise<Write[]> {
  const author = await deps.store.get(members, practice.authorMemberId);
  if (!author || author.leftAt !== undefined) return [];
  const { networkId, id: subjectId } = practice;
  const to = { type: 'person', personId: author.personId } as const;
  return [send(deps, { networkId, kind: practiceMessages.returned, subjectId, to, occasion: occasion(practice) })];
}
