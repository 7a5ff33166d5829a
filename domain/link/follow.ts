import { AppError, isAppError } from '../errors.ts';
import { actorOf } from '../network/actor.ts';
import type { Actor } from '../rights.ts';
import { put } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { type Link, type LinkPurpose, links } from './link.ts';
import { endOf, hashOf, isToProlong } from './own-link.ts';

/** A link that was followed, and the person it belongs to with the rights they have now. */
export interface Followed {
  readonly link: Link;
  readonly actor: Actor;
}

/**
 * What a secret opens. Whose link it is has to have the right to what it opens when it is followed: the caller asks for
 * it as for any actor's. Throws `FORBIDDEN` for what is no link of these purposes, and `LINK_EXPIRED` when its time is
 * over.
 */
export async function followLink(deps: Deps, purposes: readonly LinkPurpose[], secret: string): Promise<Followed> {
  const [link] = await deps.store.find(links, { hash: hashOf(secret) }, { limit: 1 });
  if (!link || !purposes.includes(link.purpose)) throw new AppError('FORBIDDEN', 'not a link of ours of this kind');
  if (link.expiresAt <= deps.now().toISOString()) throw new AppError('LINK_EXPIRED', 'the time of a link is over');
  if (link.purpose === 'schedule') await prolong(deps, link);
  return { link, actor: await actorOf(deps.store, link.personId) };
}

/** A calendar that is read goes on being read: only one that nobody uses any more ends. */
async function prolong(deps: Deps, link: Link): Promise<void> {
  const expiresAt = endOf(deps, link.purpose);
  if (!isToProlong(link, expiresAt)) return;
  await deps.store.commit([put(links, { ...link, expiresAt })]).catch((error: unknown) => {
    if (!isAppError(error, 'CONFLICT') && !isAppError(error, 'STORE_UNAVAILABLE')) throw error;
  });
}
