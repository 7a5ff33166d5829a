/** One measurement of each of two sides, made one right after the other. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

/** A middle value and how far the single ones lie apart. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** The median of numbers, of which there is at least one, with the least and the most of them. */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = [...numbers].sort((one, other) => one - other);
  const at = (place: number) => sorted[place] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return { median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2, least: at(0), most: at(sorted.length - 1) };
}

/**
 * The spread of each pair's own ratio a / b: what slows a shared machine for a while slows both sides of a pair, and
 * falls out.
 */
export function ratioOf(pairs: readonly Pair[]): Spread {
  return spreadOf(pairs.map(({ a, b }) => a / b));
}
