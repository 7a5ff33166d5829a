import { AppError } from '../errors.ts';
import type { Actor } from '../rights.ts';
import { put } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { type Comment, comments, practices } from './practice.ts';
import { step } from './states.ts';

/** The longest comment, in characters. */
export const longestComment = 2000;

/** What a member says of a practice. */
export interface NewComment {
  readonly practiceId: string;
  /** Made when the form was: the same press twice makes one comment. */
  readonly commentId: string;
  readonly text: string;
}

/**
 * Keeps a comment with the revision it is about. Every member, on everything but drafts and what is retired. Throws
 * `INPUT_INVALID` with the fault of `text` when it is empty or too long.
 */
export async function commentOnPractice(deps: Deps, actor: Actor, said: NewComment): Promise<Comment> {
  const practice = await load(deps.store, practices, said.practiceId);
  const { membership } = step(actor, practice, 'comment');
  const fault = said.text === '' ? 'required' : said.text.length > longestComment ? 'tooLong' : undefined;
  if (fault) throw new AppError('INPUT_INVALID', `a comment is ${fault}`, { fields: { text: fault } });
  const earlier = await deps.store.get(comments, said.commentId);
  if (earlier) return earlier;
  const comment: Comment = {
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
  await deps.store.commit([put(comments, comment)]);
  return comment;
}
