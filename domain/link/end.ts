import { onceMore } from '../once-more.ts';
import { type Actor, authorise } from '../rights.ts';
import { remove } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { links } from './link.ts';

/** How many links one commit deletes. */
const atOnce = 200;

/** Throws `NOT_MEMBER` to those who have no calendar addresses in a network. */
export function assertHasCalendars(actor: Actor, networkId: string): void {
  authorise(actor, 'meeting.see', { networkId });
}

/**
 * Ends the actor's calendar addresses in a network: whatever reads them gets nothing any more. The next ones that are
 * shown are others.
 */
export async function renewCalendars(deps: Deps, actor: Actor, networkId: string): Promise<void> {
  const { personId } = actor;
  assertHasCalendars(actor, networkId);
  await onceMore(async () => {
    const own = await deps.store.find(links, { personId, networkId });
    const calendars = own.filter(({ purpose }) => purpose === 'schedule' || purpose === 'meeting');
    if (calendars.length > 0) await deps.store.commit(calendars.map((link) => remove(links, link)));
  });
}

/** Deletes the links whose time was over at a moment, a few hundred at a time. */
export async function forgetLinks({ store }: Deps, moment: string): Promise<void> {
  for (;;) {
    const old = await store.find(links, { expiresAt: { upTo: moment } }, { limit: atOnce });
    if (old.length > 0) await store.commit(old.map((link) => remove(links, link)));
    if (old.length < atOnce) return;
  }
}
