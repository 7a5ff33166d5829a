import type { Delivery } from '../outbox.ts';

/** How sending went: Teams' ids of the message, or what Teams or the connection answered instead. */
export type Outcome =
  | { readonly sent: true; readonly activityId: string; readonly conversationId: string }
  | { readonly sent: false; readonly reason: string; readonly status?: number; readonly retryAfterMs?: number };

/** After so many tries a message is given up as failed. */
export const mostAttempts = 6;

/** Statuses that Teams' documentation asks to retry; without any status the connection itself broke. */
const passing = new Set([408, 412, 429, 500, 502, 503, 504]);

/** The delivery as it is about to be sent: recorded before the request leaves. */
export function claimed(delivery: Delivery): Delivery {
  return { ...delivery, state: 'sending', attempts: delivery.attempts + 1 };
}

/** The delivery after an attempt: sent, to be tried again later, or failed with its reason. */
export function settled(delivery: Delivery, outcome: Outcome, now: Date): Delivery {
  if (outcome.sent) {
    const { activityId, conversationId } = outcome;
    return { ...delivery, state: 'sent', activityId, conversationId, reason: undefined };
  }
  const again = outcome.status === undefined || passing.has(outcome.status);
  if (!again || delivery.attempts >= mostAttempts) return { ...delivery, state: 'failed', reason: outcome.reason };
  const wait = outcome.retryAfterMs ?? 1000 * 2 ** delivery.attempts;
  return { ...delivery, state: 'waiting', reason: outcome.reason, dueAt: new Date(now.getTime() + wait).toISOString() };
}

/**
 * What becomes of a delivery that was being sent when the bot stopped: nobody knows whether it arrived. A reminder is
 * left, since a second one annoys more than a missing one; everything else is sent again.
 */
export function recovered(delivery: Delivery): Delivery {
  return { ...delivery, state: delivery.kind.endsWith('.reminder') ? 'uncertain' : 'waiting' };
}
