import { z } from 'zod';
import { isAppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { Moment, recordShape } from '../record.ts';
import { collection, put, type Store } from '../store.ts';

/**
 * What the requests of the app are for: messages that nobody waits for, or answers to somebody who does. Teams takes
 * 50 requests a second from an app in a tenant; each lane has its part, so that neither holds up the other.
 */
export type Lane = 'bulk' | 'talk';

/** At most `size` requests in any `spanMs`. */
export interface LaneLimit {
  readonly size: number;
  readonly spanMs: number;
}

/** A request may leave so much later than its slot, as when a timer is late; after that, its slot is lost. */
export const mostLateMs = 100;

/**
 * 40 messages a second, one at a time, and 6 answers in little more than a second, at once if need be. With every
 * request as late as it may be, any second sees 44 of the one and 6 of the other.
 */
export const laneLimits: Readonly<Record<Lane, LaneLimit>> = {
  bulk: { size: 1, spanMs: 25 },
  talk: { size: 6, spanMs: 1000 + mostLateMs },
};

/** The newest slots of a lane that some instance has taken; its id is the lane's. */
export const RateBudget = z.object({ ...recordShape, slots: z.array(Moment) });
export type RateBudget = z.infer<typeof RateBudget>;
export const rateBudgets = collection('rateBudgets', RateBudget, { indexes: [] });

/** The next `count` slots, in milliseconds since 1970, none before `from`, after the lane's newest `taken` ones. */
export function nextSlots(
  taken: readonly number[],
  { size, spanMs }: LaneLimit,
  count: number,
  from: number,
): number[] {
  const all = [...taken];
  for (let made = 0; made < count; made += 1) {
    const before = all[all.length - size];
    all.push(Math.max(from, all.at(-1) ?? from, before === undefined ? from : before + spanMs));
  }
  return all.slice(taken.length);
}

/** No queue of requests is that long: a slot further ahead was taken by a clock that was wrong. */
const farthestMs = 60_000;

function withoutFaulty(taken: readonly number[], now: number): readonly number[] {
  return taken.filter((slot) => slot <= now + farthestMs);
}

/** Which slots are wanted. */
export interface SlotRequest {
  readonly lane: Lane;
  readonly count: number;
  /** The moment from which on they are wanted, in milliseconds since 1970: as it is each time when it is asked for. */
  from(): number;
  /** None are given when the first would come so much later (ms); default: however late it comes. */
  readonly patienceMs?: number;
  /** True when somebody waits, who is to be answered also while the store cannot be reached. */
  readonly awaited: boolean;
}

/** Gives out slots of the lanes, each once. */
export interface Budget {
  /** The next slots that are wanted, in milliseconds since 1970. */
  reserve(request: SlotRequest): Promise<readonly number[]>;
}

/** The budget of a process that is the only one. */
export function ownBudget(): Budget {
  const taken: Record<Lane, number[]> = { bulk: [], talk: [] };
  return {
    reserve: async ({ lane, count, from, patienceMs = Number.POSITIVE_INFINITY }) => {
      const now = from();
      const slots = nextSlots(withoutFaulty(taken[lane], now), laneLimits[lane], count, now);
      if ((slots[0] ?? now) > now + patienceMs) return [];
      taken[lane] = [...taken[lane], ...slots].slice(-laneLimits[lane].size);
      return slots;
    },
  };
}

/** Instances that reserve at the same moment overtake each other; each tries so often before it gives up. */
const tries = 50;

/**
 * The budget that all instances on one store share. Their clocks may differ by a fraction of a second. While the store
 * cannot be reached, answers go out within the limits of one instance: somebody waits to hear that it cannot.
 */
export function sharedBudget(store: Store): Budget {
  const own = ownBudget();
  return {
    reserve: (request) =>
      reserved(store, request).catch((error: unknown) => {
        if (request.awaited && isAppError(error, 'STORE_UNAVAILABLE')) return own.reserve(request);
        throw error;
      }),
  };
}

function reserved(
  store: Store,
  { lane, count, from, patienceMs = Number.POSITIVE_INFINITY }: SlotRequest,
): Promise<readonly number[]> {
  return onceMore(async () => {
    const limit = laneLimits[lane];
    const budget = (await store.get(rateBudgets, lane)) ?? { id: lane, version: 0, slots: [] };
    const now = from();
    const taken = withoutFaulty(
      budget.slots.map((slot) => Date.parse(slot)),
      now,
    );
    const slots = nextSlots(taken, limit, count, now);
    if ((slots[0] ?? now) > now + patienceMs) return [];
    const newest = [...taken, ...slots].slice(-limit.size).map((slot) => new Date(slot).toISOString());
    await store.commit([put(rateBudgets, { ...budget, slots: newest })]);
    return slots;
  }, tries);
}
