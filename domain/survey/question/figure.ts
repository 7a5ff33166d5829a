import { type AnswerValue, isRows, noneOf } from './answer.ts';

/** How often one option, step or day was chosen. */
export interface Count {
  readonly code: string;
  readonly count: number;
  /** Of what is put in order: the mean of its places, counted from 1; `count` is how often it came first. */
  readonly mean?: number;
}

/** One row of a matrix, suppressed like a question of its own. */
export interface RowResult {
  readonly code: string;
  readonly answered: number;
  readonly suppressed: boolean;
  readonly counts: readonly Count[];
  /** How many said of it, instead of answering, what the question allows them to; never among `answered`. */
  readonly nonAnswers?: readonly Count[];
}

/** In the middle, rounded to two decimals; missing when nobody answered. */
export interface Averages {
  readonly median?: number;
  readonly mean?: number;
}

/**
 * What was counted of one question, in one of a few shapes: whoever draws, writes or compares results asks for the
 * shape, and never for the kind of the question.
 */
export type Figure =
  /**
   * How often each thing was chosen, in the order of the form or of time; with what else was written, and what some of
   * them come to together, such as `0..6` for the grades from 0 to 6.
   */
  | ({
      readonly shape: 'bars';
      readonly counts: readonly Count[];
      readonly texts?: readonly string[];
      readonly spans?: readonly Count[];
    } & Averages)
  /** The same of each of several rows. */
  | { readonly shape: 'stackedBars'; readonly rows: readonly RowResult[] }
  /** Which place each thing was given in an order, in the order of the form. */
  | { readonly shape: 'order'; readonly counts: readonly Count[] }
  /** Amounts, counted by bracket. */
  | ({ readonly shape: 'numbers'; readonly counts?: readonly Count[] } & Averages)
  /** What people wrote, in alphabetical order, so that nothing tells which texts are one person's. */
  | { readonly shape: 'texts'; readonly texts: readonly string[] };

export type Shape = Figure['shape'];

/** What was given in answer to one question. */
export interface Given {
  readonly values: readonly AnswerValue[];
  /** Texts beside the option `other`; empty when nothing is to be read. */
  readonly others: readonly string[];
}

/** How often each of some codes was given, in their order. */
export function countCodes(values: readonly AnswerValue[], codes: readonly string[]): Count[] {
  const chosen = values.flatMap((value) => (Array.isArray(value) ? value : isRows(value) ? [] : [String(value)]));
  const counts = Map.groupBy(chosen, (code) => code);
  return codes.map((code) => ({ code, count: counts.get(code)?.length ?? 0 }));
}

/** What was said instead of an answer, where five said it or nobody did; `fewest` is that five. */
export function nonAnswersGiven(
  { nonAnswers }: { readonly nonAnswers?: readonly string[] | undefined },
  given: readonly string[],
  fewest: number,
): { readonly nonAnswers?: readonly Count[] } {
  if (!nonAnswers || (given.length > 0 && given.length < fewest)) return {};
  return { nonAnswers: countCodes(given, nonAnswers) };
}

/** What lies in the middle of some numbers. */
export function averages(values: readonly AnswerValue[]): Averages {
  const numbers = values.map(Number).filter(Number.isFinite);
  const ordered = numbers.sort((a, b) => a - b);
  const middle = ordered.length / 2;
  const [low, high] = [ordered[Math.ceil(middle) - 1], ordered[Math.floor(middle)]];
  if (low === undefined || high === undefined) return {};
  const sum = ordered.reduce((total, number) => total + number, 0);
  return { median: rounded((low + high) / 2), mean: rounded(sum / ordered.length) };
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}

/** What was said of one row, and what instead of judging it. */
export function saidOf(row: string, values: readonly AnswerValue[]): { steps: string[]; instead: string[] } {
  const said = values.flatMap((value) => (isRows(value) ? (value[row] ?? []) : []));
  return { steps: said.filter((step) => !noneOf(step)), instead: said.flatMap((step) => noneOf(step) ?? []) };
}

/** What was put in order, with what stands highest first. */
export function byPlace(counts: readonly Count[]): Count[] {
  return [...counts].sort(({ mean: one = 0 }, { mean: other = 0 }) => one - other);
}
