import { type Classes, mergedClass, noClass } from './classes.ts';
import { Breakdown } from './survey.ts';

/** The fewest people of whom anything of a confidential or anonymous survey is published. */
export const fewestPublished = 5;

/** Classes wide enough to be told apart, by breakdown; a breakdown that tells nothing apart any more is missing. */
export interface MergedClasses {
  readonly breakdowns: readonly Breakdown[];
  /** In the order given, without the breakdowns that are missing. */
  readonly classes: readonly Classes[];
}

/**
 * Merges small classes. In the order of `Breakdown`: classes below five become one, and then the smallest of the
 * others goes to them, of two equal ones the first by its code, until whatever this breakdown tells apart together
 * with those before it are sets of at least five. The same answers always give the same classes.
 */
export function mergeSmall(given: readonly Classes[], chosen: readonly Breakdown[]): MergedClasses {
  const breakdowns: Breakdown[] = [];
  let classes: readonly Classes[] = given.map(() => ({}));
  for (const breakdown of inOrder(chosen)) {
    const wide = widened(
      given.map((one) => one[breakdown] ?? noClass),
      (codes) => leastTold(withClass(classes, breakdown, codes)) >= fewestPublished,
    );
    if (!wide) continue;
    breakdowns.push(breakdown);
    classes = withClass(classes, breakdown, wide);
  }
  return { breakdowns, classes };
}

/** Breakdowns in their one order, each once. */
export function inOrder(chosen: readonly Breakdown[]): Breakdown[] {
  return Breakdown.options.filter((breakdown) => chosen.includes(breakdown));
}

/**
 * Which breakdowns may be published of those who answered one thing, `classes` being theirs: each that has all of
 * `expected` codes among them, and with which those before it still tell apart no fewer than five. What is published
 * are sums over such sets, so nothing that is computed from it is about fewer.
 */
export function publishable(
  classes: readonly Classes[],
  breakdowns: readonly Breakdown[],
  expected: (breakdown: Breakdown) => ReadonlySet<string>,
): Breakdown[] {
  const kept: Breakdown[] = [];
  for (const breakdown of breakdowns) {
    const codes = new Set(classes.map((one) => one[breakdown]));
    const told = classes.map((one) => only(one, [...kept, breakdown]));
    if (codes.size === expected(breakdown).size && leastTold(told) >= fewestPublished) kept.push(breakdown);
  }
  return kept;
}

function only(classes: Classes, kept: readonly Breakdown[]): Classes {
  return Object.fromEntries(kept.map((breakdown) => [breakdown, classes[breakdown]]));
}

function withClass(classes: readonly Classes[], breakdown: Breakdown, codes: readonly string[]): Classes[] {
  return classes.map((one, index) => ({ ...one, [breakdown]: codes[index] ?? noClass }));
}

/** The size of the smallest set of people whom their classes tell apart from all others. */
function leastTold(classes: readonly Classes[]): number {
  return Math.min(...sizesOf(classes.map((one) => JSON.stringify(Breakdown.options.map((key) => one[key])))).values());
}

function sizesOf(codes: readonly string[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const code of codes) sizes.set(code, (sizes.get(code) ?? 0) + 1);
  return sizes;
}

/** The codes with as many of them merged as it takes; undefined when nothing would be told apart. */
function widened(codes: readonly string[], holds: (codes: readonly string[]) => boolean): string[] | undefined {
  const bySize = [...sizesOf(codes)].sort(([a, few], [b, more]) => few - more || (a < b ? -1 : 1));
  let merging = bySize.filter(([, size]) => size < fewestPublished).length;
  for (; merging < bySize.length; merging += 1) {
    const small = new Set(bySize.slice(0, merging).map(([code]) => code));
    const wide = codes.map((code) => (small.has(code) ? mergedClass : code));
    if (new Set(wide).size < 2) return undefined;
    if (holds(wide)) return wide;
  }
  return undefined;
}
