import type { Rate } from '../domain/limits.ts';

/** Counts by key how often something is done. */
export interface RateLimit {
  /** Takes one turn of a key; 0 when there was one, else the seconds until there is. */
  take(key: string): number;
}

/** More keys than anybody uses at a time; of more, the one that was used longest ago is forgotten. */
const mostKeys = 20_000;

interface Bucket {
  /** Turns that are left, in parts, at a moment of the clock. */
  left: number;
  at: number;
}

/** `elapsed` is a clock that nobody sets, in milliseconds. What is counted is one instance's own, and in memory. */
export function createRateLimit({ atOnce, perMinute }: Rate, elapsed: () => number): RateLimit {
  const buckets = new Map<string, Bucket>();
  const perMs = perMinute / 60_000;
  return {
    take(key) {
      const at = elapsed();
      const before = buckets.get(key) ?? { left: atOnce, at };
      const left = Math.min(atOnce, before.left + (at - before.at) * perMs);
      // Put at the end anew, so that the first is the one not used for the longest time.
      buckets.delete(key);
      buckets.set(key, { left: left < 1 ? left : left - 1, at });
      const oldest = buckets.keys().next();
      if (buckets.size > mostKeys && !oldest.done) buckets.delete(oldest.value);
      return left < 1 ? Math.ceil(Math.round((1 - left) / perMs) / 1000) : 0;
    },
  };
}
