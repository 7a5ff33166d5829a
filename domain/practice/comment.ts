import { AppError } from '../errors.ts';
import { assertRoomFor } from '../limits.ts';
import { onceMore } from '../once-more.ts';
import type { Actor, Membership } from '../rights.ts';
import { put, type StoreReader } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { letAuthorHear, practiceMessages } from './announce.ts';
import { type Comment, comments, type Practice, practices } from './practice.ts';
import { step } from './states.ts';

/** The longest comment, in characters. */
export const longestComment = 2000;

/** What a member says of a practice. */
export interface NewComment {
  readonly practiceId: string;
  /** Made when the form was: the same text from it twice makes one comment, another text a second one. */
  readonly commentId: string;
  readonly text: string;
}

/**
 * Keeps a comment with the revision it is about. Every member, on everything but drafts and what is retired. Throws
 * `INPUT_INVALID` with the fault of `text` when it is empty or too long, and `LIMIT_REACHED`.
 */
export async function commentOnPractice(deps: Deps, actor: Actor, said: NewComment): Promise<Comment> {
  const practice = await load(deps.store, practices, said.practiceId);
  const { membership } = step(actor, practice, 'comment');
  const fault = said.text === '' ? 'required' : said.text.length > longestComment ? 'tooLong' : undefined;
  if (fault) throw new AppError('INPUT_INVALID', `a comment is ${fault}`, { fields: { text: fault } });
  return onceMore(async () => {
    const { id, earlier } = await placeFor(deps, said, membership.memberId);
    if (earlier) return earlier;
    await assertRoom(deps.store, practice.id, membership.memberId);
    const comment = newComment(deps, practice, membership, { ...said, commentId: id });
    const by = { byMemberId: membership.memberId, cause: comment.id };
    const told = await letAuthorHear(deps, practice, practiceMessages.commented, by);
    await deps.store.commit([put(comments, comment), ...told]);
    return comment;
  });
}

async function assertRoom(store: StoreReader, practiceId: string, memberId: string): Promise<void> {
  assertRoomFor('comments', await store.count(comments, { practiceId }));
  assertRoomFor('commentsOfMemberOnPractice', await store.count(comments, { practiceId, memberId }));
  assertRoomFor('commentsOfMember', await store.count(comments, { memberId }));
}

/** Whether this very comment is kept already, and else the first id of its form's that is free. */
async function placeFor(deps: Deps, { commentId, practiceId, text }: NewComment, memberId: string) {
  for (let turn = 1; ; turn += 1) {
    const id = turn === 1 ? commentId : `${commentId}-${turn}`;
    const earlier = await deps.store.get(comments, id);
    const isSame = earlier?.memberId === memberId && earlier.practiceId === practiceId && earlier.text === text;
    if (!earlier || isSame) return { id, earlier };
  }
}

function newComment(deps: Deps, practice: Practice, membership: Membership, said: NewComment): Comment {
  return {
    id: said.commentId,
    version: 0,
    networkId: practice.networkId,
    practiceId: practice.id,
    revision: practice.revision,
    memberId: membership.memberId,
    organisationId: membership.organisationId,
    text: said.text,
    createdAt: deps.now().toISOString(),
  };
}
