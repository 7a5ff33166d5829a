import { createHash } from 'node:crypto';
import { isAppError } from '../errors.ts';
import { type SeenActivity, seenActivities } from '../outbox.ts';
import { put, remove, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';

/** Something that somebody wrote to the bot, as Teams names it. */
export interface Incoming {
  readonly conversationId: string;
  /** Undefined, as no client of Teams does: then it is answered each time. */
  readonly activityId: string | undefined;
}

/** An answer in two parts: what is not sent in the end has changed nothing that the next try would not change. */
export interface Answering<T> {
  make(): Promise<T>;
  send(made: T): Promise<void>;
}

/**
 * An instance that took up a message and has not answered it so long was killed, or another one may answer as well.
 * Teams delivers again after about 15 seconds.
 */
const leaseMs = 10_000;

/** So long an answered message is known; Teams gives up much sooner. */
const rememberedMs = 24 * 3_600_000;

/**
 * Answers what somebody wrote, unless an instance has answered it or is about to. When it cannot be answered, it may be
 * taken up again at once. Whoever is slow asks before sending whether it is still theirs to answer. It is answered twice
 * only if the bot stops between the answer and its record, if Teams takes more than five seconds to take the answer, or
 * while the store cannot be reached: somebody waits to hear that.
 */
export async function answerOnce<T>(deps: Deps, incoming: Incoming, answering: Answering<T>): Promise<void> {
  const claim = incoming.activityId === undefined ? undefined : await claimed(deps, idOf(incoming));
  if (claim === 'taken') return;
  try {
    const made = await answering.make();
    if (claim && !(await isStillOurs(deps, claim))) return;
    await answering.send(made);
  } catch (error) {
    if (claim) await tryTo(deps, remove(seenActivities, claim.record));
    throw error;
  }
  if (claim) await tryTo(deps, put(seenActivities, { ...claim.record, at: after(deps, rememberedMs) }));
}

/** Deletes, a few hundred at a time, what is known of messages that were not delivered again up to a moment. */
export async function forgetAnswered(deps: Deps, upTo: string): Promise<void> {
  const where = { at: { upTo } };
  for (;;) {
    const old = await deps.store.find(seenActivities, where, { limit: mostForgotten });
    if (old.length > 0) await deps.store.commit(old.map((seen) => remove(seenActivities, seen)));
    if (old.length < mostForgotten) return;
  }
}

const mostForgotten = 200;

/** A message that this instance answers: its record, in which `at` says until when nobody else takes it up. */
interface Claim {
  record: SeenActivity;
}

/** Ids of conversations can be long, and tell who was written with. */
function idOf({ conversationId, activityId }: Incoming): string {
  return createHash('sha256')
    .update(JSON.stringify([conversationId, activityId]))
    .digest('hex')
    .slice(0, 32);
}

function after(deps: Deps, milliseconds: number): string {
  return new Date(deps.now().getTime() + milliseconds).toISOString();
}

/** Undefined when the store cannot be reached: then the answer says so, and goes out without a claim. */
async function claimed(deps: Deps, id: string): Promise<Claim | 'taken' | undefined> {
  try {
    const fresh = { id, version: 0, at: after(deps, leaseMs) };
    const own = await taken(deps, fresh);
    if (own) return own;
    const seen = await deps.store.get(seenActivities, id);
    if (!seen || seen.at > deps.now().toISOString()) return 'taken';
    return (await taken(deps, { ...seen, at: fresh.at })) ?? 'taken';
  } catch (error) {
    if (isAppError(error, 'STORE_UNAVAILABLE')) return undefined;
    throw error;
  }
}

/** The claim with this record, which is stored at this version until now; undefined when somebody else was first. */
async function taken(deps: Deps, record: SeenActivity): Promise<Claim | undefined> {
  try {
    await deps.store.commit([put(seenActivities, record)]);
    return { record: { ...record, version: record.version + 1 } };
  } catch (error) {
    if (isAppError(error, 'CONFLICT') || isAppError(error, 'DUPLICATE')) return undefined;
    throw error;
  }
}

/** Asks the store only when so much of the lease is over that sending may take longer than what is left. */
async function isStillOurs(deps: Deps, claim: Claim): Promise<boolean> {
  if (claim.record.at > after(deps, leaseMs / 2)) return true;
  const longer = await taken(deps, { ...claim.record, at: after(deps, leaseMs) });
  if (longer) claim.record = longer.record;
  return longer !== undefined;
}

/** What happened cannot be changed any more by what the store says now. */
async function tryTo(deps: Deps, write: Write): Promise<void> {
  await deps.store.commit([write]).catch((error: unknown) => {
    if (!isAppError(error, 'CONFLICT') && !isAppError(error, 'STORE_UNAVAILABLE')) throw error;
  });
}
