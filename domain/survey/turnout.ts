import { fewestPublished } from './merging.ts';

/** How many have answered, in words that change seldom: all that is told where that somebody answered is secret. */
export const shares = [
  /** While the survey is open: too few are asked for any word, or it is not known how many were. */
  'untold',
  /** While the survey is open: less than half, at least half, and at least three quarters of those asked. */
  'underHalf',
  'half',
  'most',
  /** When it has ended: fewer than five answered, or fewer than five did not. */
  'few',
  'nearlyAll',
] as const;
export type Share = (typeof shares)[number];

/**
 * What may be told while a survey is open. Two words meet only where more than five have answered and at least five have
 * not, so that neither word ever says of somebody that they have answered, or that they have not, even if four of those
 * asked tell each other what they did.
 */
export function shareWhileOpen(submitted: number, asked: number): Share {
  const half = Math.ceil(asked / 2);
  const most = Math.ceil((asked * 3) / 4);
  if (!isWide(half, asked)) return 'untold';
  if (submitted < half) return 'underHalf';
  return isWide(most, asked) && submitted >= most ? 'most' : 'half';
}

function isWide(edge: number, asked: number): boolean {
  return edge > fewestPublished && asked - edge >= fewestPublished;
}

/**
 * What may be told once a survey has ended and nothing moves any more: undefined when that is the number itself, since
 * at least five answered and at least five did not. `asked` is undefined where it is not known how many were.
 */
export function shareAtEnd(submitted: number, asked: number | undefined): Share | undefined {
  if (submitted < fewestPublished) return 'few';
  if (asked !== undefined && asked - submitted < fewestPublished) return 'nearlyAll';
  return undefined;
}
