import type { FieldFault } from '../../errors.ts';
import type { AnswerValue } from './answer.ts';
import type { NonAnswer } from './base.ts';

/** What was typed into an input, by its key; empty where nothing was. */
export type Typed = (key: string) => string;

/** An answer as it was read, or why it could not be. */
export type Read =
  | { value?: AnswerValue | undefined; other?: string; none?: NonAnswer }
  | { readonly fault: FieldFault };

/** How much of a text that is too long is kept, so that it can be shortened; inputs themselves stop at the limit. */
export const spare = 200;

/** The most characters of the text beside the option `other`. */
export const longestOther = 300;

/** A text as it is kept; undefined when there is none. Counted as the limit itself is (`lengthFault`). */
export function kept(text: string, maxLength: number): string | undefined {
  return [...text].slice(0, maxLength + spare).join('') || undefined;
}

/** Reads one code of those allowed. */
export function readCode(code: string, allowed: readonly string[]): Read {
  if (!code) return {};
  return allowed.includes(code) ? { value: code } : { fault: 'notAnOption' };
}

/** What was chosen in a list, in whatever order and with stray separators. */
export function listed(joined: string): string[] {
  return joined
    .split(/[,;]/)
    .map((code) => code.trim())
    .filter(Boolean);
}

/** Counted in code points, as people count: an emoji is not two characters. */
export function lengthFault(text: AnswerValue | undefined, min: number, max: number): FieldFault | undefined {
  if (typeof text !== 'string') return undefined;
  const length = [...text].length;
  if (length > max) return 'tooLong';
  return length < min ? 'tooShort' : undefined;
}

/** Whether something lies between limits, where there are any. */
export function isWithin<T extends number | string>(
  value: T,
  { min, max }: { min?: T | undefined; max?: T | undefined },
): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

/** Whether something can lie between limits. */
export function areLimits<T extends number | string>({
  min,
  max,
}: {
  min?: T | undefined;
  max?: T | undefined;
}): boolean {
  return min === undefined || max === undefined || min <= max;
}

/** Whether so many can be asked for: at least `min` of at most `max`, of which there are `most`. */
export function isRange(min: number, max: number, most: number): boolean {
  return min >= 0 && max >= 1 && min <= max && max <= most;
}
