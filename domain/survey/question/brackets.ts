/** Some numbers that lie together: from the lower bound on, which is among them, up to the upper one, which is not. */
export interface Bracket {
  /** Undefined when all below the upper bound are in it. */
  readonly from?: number;
  /** Undefined when all from the lower bound on are in it. */
  readonly to?: number;
}

/** Enough for 0 to 50 million: one number among all that is far off, as by a slip, must not make a list of hundreds. */
const mostBrackets = 24;

/**
 * Counts numbers by brackets that are the same in every survey, so that rounds and regions compare: 0 to 1, 1 to 2, 2
 * to 5, 5 to 10, 10 to 20 and so on, and all below 0 in one. Those between the smallest and the largest number are
 * given, empty ones too. The outermost are widened until at least `fewest` numbers are in each, so that the extremes,
 * by which their givers are known best, are not told, and until there are no more than 24; nothing is given when only
 * one bracket is left of several.
 */
export function countInBrackets(numbers: readonly number[], fewest: number): { code: string; count: number }[] {
  const places = numbers.map(bracketIndex);
  if (places.length === 0) return [];
  let [low, high] = [Math.min(...places), Math.max(...places)];
  const isOne = low === high;
  const within = (from: number, to: number) => places.filter((place) => place >= from && place <= to).length;
  const [first, last] = [low, high];
  while (low < high && within(first, low) < fewest) low += 1;
  while (low < high && within(high, last) < fewest) high -= 1;
  while (high - low >= mostBrackets) {
    if (within(first, low) < within(high, last)) low += 1;
    else high -= 1;
  }
  if (low === high && !isOne) return [];
  return Array.from({ length: high - low + 1 }, (_none, index) => {
    const place = low + index;
    const [from, to] = [place === low ? first : place, place === high ? last : place];
    return { code: codeOf(from, to), count: within(from, to) };
  });

  function codeOf(from: number, to: number): string {
    const isOpenBelow = from < low || from < 0;
    return `${isOpenBelow ? '' : boundOf(from)}..${to > high ? '' : boundOf(to + 1)}`;
  }
}

/** The bracket that a code of `countInBrackets` names: `5..10`, `..5` or `200..`; no spreadsheet takes it for a day. */
export function bracketOf(code: string): Bracket {
  const [from = '', to = ''] = code.split('..');
  return { ...(from !== '' && { from: Number(from) }), ...(to !== '' && { to: Number(to) }) };
}

/** The place of a number's bracket in their order; that of all below 0 is -1. */
function bracketIndex(number: number): number {
  let place = -1;
  while (boundOf(place + 1) <= number) place += 1;
  return place;
}

const steps = [1, 2, 5];

/** The lower bound of the bracket at a place from 0 on. */
function boundOf(place: number): number {
  if (place <= 0) return 0;
  const [step = 1, power] = [steps[(place - 1) % steps.length], Math.floor((place - 1) / steps.length)];
  return step * 10 ** power;
}
