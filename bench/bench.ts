import type { Spread } from './ratio.ts';

/** What a figure has to keep to. */
export type Bar = { readonly atMost: number } | { readonly atLeast: number };

/** One result: what was compared, and how it came out. */
export interface Figure {
  /** What is divided by what, or what is measured. */
  readonly what: string;
  /** Stands behind the number: `×`, `MB`. */
  readonly unit: string;
  readonly value: Spread;
  /** Undefined for a figure that is there to show where others stand. */
  readonly bar?: Bar | undefined;
}

/** `full` is what bars are for; `tiny` shows within moments that a bench works, and measures nothing. */
export type Size = 'full' | 'tiny';

/** What a bench found. */
export interface Findings {
  readonly figures: readonly Figure[];
  /** Every single measurement, for the file under `build/bench/`. */
  readonly raw: unknown;
}

export interface Bench {
  readonly name: string;
  /** What it measures, in a line. */
  readonly about: string;
  /** `folder` is its own, empty, and removed afterwards; `tell` hears how far it has come. */
  run(size: Size, folder: string, tell: (progress: string) => void): Promise<Findings>;
}

/** Whether a figure keeps to its bar; true without one. */
export function isMet({ value, bar }: Figure): boolean {
  if (!bar) return true;
  return 'atMost' in bar ? value.median <= bar.atMost : value.median >= bar.atLeast;
}
