/** Chance that repeats: from the same seed, the same values in the same order. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True in so many of 100 cases. */
  percent(share: number): boolean;
  /** One of the items, each as likely as the others. */
  pick<T>(items: readonly T[]): T;
  /** So many different items, or all when there are fewer, in an order of their own. */
  some<T>(items: readonly T[], count: number): T[];
}

/** What the chances of one record are told apart by, so that a change of one kind of record moves no other. */
export type Subject = 'member' | 'survey' | 'practice' | 'meeting';
const subjects: readonly Subject[] = ['member', 'survey', 'practice', 'meeting'];

/** The chances of the nth record of a kind. */
export function randomFor(subject: Subject, index: number): Random {
  const seed = Math.imul(index + 1, 0x9e37_79b1) ^ Math.imul(subjects.indexOf(subject) + 1, 0x85eb_ca6b);
  const next = mulberry32(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    percent: (share) => next() * 100 < share,
    pick,
    some: (items, count) => firstOfShuffled(items, Math.min(count, items.length), below),
  };
}

/** Fisher and Yates, stopped as soon as enough items are drawn. */
function firstOfShuffled<T>(items: readonly T[], count: number, below: (limit: number) => number): T[] {
  const mixed = [...items];
  for (let place = 0; place < count; place += 1) {
    const other = place + below(mixed.length - place);
    [mixed[place], mixed[other]] = [mixed[other] as T, mixed[place] as T];
  }
  return mixed.slice(0, count);
}

/** Mulberry32 by Tommy Ettinger, in the public domain: 32 bits of state, numbers from 0 up to, not including, 1. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
