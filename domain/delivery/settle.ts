import type { Delivery } from '../outbox.ts';
import { rulesOf } from './kinds.ts';

/** Why a message did not go out, where Teams and the connection had no part in it. */
export const reasons = {
  /** Its card could not be made: a fault of ours. */
  card: 'card',
  /** Its subject has moved on. */
  nothingToSay: 'nothingToSay',
  /** The person wants no reminders. */
  declined: 'declined',
  /** The person is no longer in the network, or the group is gone. */
  gone: 'gone',
  /** Nobody knows a chat with the person, and the bot stands nowhere from where one could be begun. */
  noChat: 'noChat',
  /** A fault of ours before the message left. */
  internal: 'internal',
  /** The bot stopped, or was stopped, while it was being sent. */
  stopped: 'stopped',
} as const;

/** How sending went. */
export type Outcome =
  | { readonly was: 'sent'; readonly activityId: string; readonly conversationId: string }
  | Refusal
  /** Not sent and not to be sent: there is nothing to say. */
  | { readonly was: 'skipped'; readonly reason: string }
  /** Not sent, since there is no chat to send it to. */
  | { readonly was: 'notReached'; readonly reason: string }
  /** Not sent for a fault of ours that no second try mends. */
  | { readonly was: 'broken'; readonly reason: string }
  /** Not tried: it is not the time. */
  | { readonly was: 'putOff'; readonly until: Date }
  /** Not tried: its subject is held back. */
  | { readonly was: 'held' }
  /** Not tried: the messages about its subject were taken back. */
  | { readonly was: 'withdrawn' };

/** What Teams or the connection answered instead of taking the message. */
export interface Refusal {
  readonly was: 'refused';
  readonly reason: string;
  /** Undefined when the connection broke. */
  readonly status?: number;
  /** What Teams asked to wait. */
  readonly retryAfterMs?: number;
  /** True when nobody knows whether Teams took the message all the same. */
  readonly doubtful: boolean;
}

/** After so many tries a message is given up: with the waits between them, after more than an hour. */
export const mostAttempts = 22;

/** After so many tries that may have arrived, or may have brought the bot down, a message is left as it is. */
export const mostDoubts = 6;

/** Statuses to try again: those that Teams' documentation names, a server's own faults, and a token that was refused. */
const passing: ReadonlySet<number> = new Set([401, 408, 412, 429, 500, 502, 503, 504]);

/** Statuses with which Teams says that the bot may not, or cannot, write there. */
const closed: ReadonlySet<number> = new Set([403, 404]);

/** Statuses after which the message may have been taken: a gateway lost the answer, or the server failed midway. */
const lost: ReadonlySet<number> = new Set([500, 502, 504]);

/** Whether a message was refused for this reason because Teams, or this conversation, is not at its address. */
export function isUnknownThere(reason: string | undefined): boolean {
  return (
    reason !== undefined && (reason === '404' || reason === '410' || /^E[A-Z_]+$/.test(reason) || reason === 'timeout')
  );
}

/** Whether Teams may have taken a message although it answered with this status. */
export function isDoubtful(status: number): boolean {
  return lost.has(status);
}

const firstWaitMs = 1000;
const longestWaitMs = 10 * 60_000;
/** From this attempt on, a message waits for as long as it would without being asked to: Teams asks too little. */
const impatientFrom = 6;

/** The delivery as it is about to be sent by an instance until the end of its lease: recorded before the request leaves. */
export function claimed(delivery: Delivery, sender: string, leaseEnds: Date): Delivery {
  return {
    ...delivery,
    state: 'sending',
    attempts: delivery.attempts + 1,
    sender,
    dueAt: leaseEnds.toISOString(),
  };
}

/** What deciding about a message needs: the time, and chance from 0 up to, not including, 1. */
export interface Settling {
  readonly now: Date;
  readonly chance: number;
}

/** The delivery after it was tried: at rest, or to be tried again later. */
export function settled(delivery: Delivery, outcome: Outcome, moment: Settling): Delivery {
  switch (outcome.was) {
    case 'sent': {
      const { activityId, conversationId } = outcome;
      return atRest({ ...delivery, activityId, conversationId, reason: undefined }, 'sent', moment);
    }
    case 'refused':
      return refused(delivery, outcome, moment);
    case 'skipped':
    case 'notReached':
      return atRest({ ...delivery, reason: outcome.reason }, outcome.was, moment);
    case 'broken':
      return atRest({ ...delivery, reason: outcome.reason }, 'failed', moment);
    case 'putOff':
      return { ...untried(delivery), state: 'waiting', dueAt: outcome.until.toISOString() };
    case 'withdrawn':
      return atRest(untried(delivery), 'withdrawn', moment);
    case 'held':
      return { ...untried(delivery), state: 'paused', dueAt: moment.now.toISOString() };
  }
}

function atRest(delivery: Delivery, state: Delivery['state'], { now }: Settling): Delivery {
  return { ...delivery, state, sender: undefined, settledAt: now.toISOString() };
}

function untried(delivery: Delivery): Delivery {
  return { ...delivery, attempts: delivery.attempts - 1, sender: undefined };
}

function refused(delivery: Delivery, refusal: Refusal, moment: Settling): Delivery {
  const { status, reason } = refusal;
  const { change } = rulesOf(delivery);
  if (status !== undefined && closed.has(status)) {
    return atRest({ ...delivery, reason }, change ? 'failed' : 'blocked', moment);
  }
  if (status !== undefined && !passing.has(status)) return atRest({ ...delivery, reason }, 'failed', moment);
  const told = refusal.doubtful ? doubted({ ...delivery, reason }) : { ...delivery, reason };
  if (refusal.doubtful && isLeft(told)) return atRest(told, 'uncertain', moment);
  if (delivery.attempts >= mostAttempts) return atRest(told, 'failed', moment);
  const tries = refusal.doubtful ? doubtfulTries(told) : told.attempts;
  return waiting(told, waitMs(tries, refusal.retryAfterMs, moment.chance), moment);
}

function waiting(delivery: Delivery, ms: number, { now }: Settling): Delivery {
  const dueAt = new Date(now.getTime() + ms).toISOString();
  return { ...delivery, state: 'waiting', sender: undefined, dueAt };
}

/** Each of the few doubtful tries may have arrived: each counts as three, so that they outlast a fault of minutes. */
function doubtfulTries({ doubts, attempts }: Delivery): number {
  return doubts === undefined ? attempts : 3 * doubts - 2;
}

/** A change of a card does not come twice, however often it is made. */
function doubted(delivery: Delivery): Delivery {
  return rulesOf(delivery).change ? delivery : { ...delivery, doubts: (delivery.doubts ?? 0) + 1 };
}

function isLeft(delivery: Delivery): boolean {
  return rulesOf(delivery).inDoubt === 'left' || (delivery.doubts ?? 0) >= mostDoubts;
}

/**
 * How long to wait after so many attempts: what Teams asked for and up to a quarter more, else twice as long each time,
 * less up to half, so that what failed together does not come back together. After a few attempts, the longer of both.
 */
export function waitMs(attempts: number, retryAfterMs: number | undefined, chance: number): number {
  const asked = Math.ceil((retryAfterMs ?? 0) * (1 + chance / 4));
  if (retryAfterMs !== undefined && attempts < impatientFrom) return asked;
  const longest = Math.min(firstWaitMs * 2 ** (attempts - 1), longestWaitMs);
  return Math.max(asked, Math.ceil(longest * (1 - chance / 2)));
}

/**
 * What becomes of a delivery whose sender stopped: nobody knows whether it arrived. It is sent again or left by its
 * kind, the first time at once; one that has been given up on by many senders, and may be what stopped them, is left.
 */
export function recovered(delivery: Delivery, moment: Settling): Delivery {
  const told = doubted({ ...delivery, reason: reasons.stopped });
  if (isLeft(told)) return atRest(told, 'uncertain', moment);
  if (delivery.attempts >= mostAttempts) return atRest(told, 'failed', moment);
  const tries = doubtfulTries(told);
  return waiting(told, tries > 1 ? waitMs(tries, undefined, moment.chance) : 0, moment);
}
