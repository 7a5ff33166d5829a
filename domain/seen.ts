import { createHash } from 'node:crypto';
import { AppError } from './errors.ts';

/** What somebody is shown that a step of theirs rests on, by what its parts are called. */
export type Shown = Readonly<Record<string, unknown>>;

/** What parts of a survey or a practice are called, for those who are told which have changed. */
export const namedParts = [
  'state',
  'title',
  'purpose',
  'questions',
  'mode',
  'respondent',
  'audience',
  'opens',
  'closes',
  'reminders',
  'results',
  'keeping',
  'text',
  'opinions',
] as const;

/** The most parts of which a mark tells which ones have changed. */
const mostTold = 150;

const wholeLength = 32;
/** As long as the pattern in `changedSince` takes them. */
const hintLength = 6;

/**
 * Stands for what was shown. Whoever then does what cannot be undone brings it along, so that nothing is done on what
 * they did not see. Two that are shown different things never have the same.
 */
export function seenOf(shown: Shown): string {
  const hints = hintsOf(shown);
  return [digest(shown), hints.length > mostTold ? '' : hints.map(([, hint]) => hint).join('')].join('-');
}

/**
 * Throws `STALE` when something else would be shown now than was seen, with those of `namedParts` that have changed as
 * its hint; without an expectation it is let be.
 */
export function assertSeen(shown: Shown, seen: string | undefined): void {
  if (seen === undefined || digest(shown) === seen.slice(0, wholeLength)) return;
  const changed = changedSince(shown, seen);
  const named = namedParts.filter((part) => changed.includes(part)).join(' ');
  throw new AppError('STALE', `changed since it was shown: ${changed.join(' ')}`, named ? { hint: named } : {});
}

/** The parts that are new or not as they were seen; empty where that cannot be told. */
export function changedSince(shown: Shown, seen: string): string[] {
  const [, known = ''] = seen.split('-');
  if (known === '') return [];
  const count = Math.floor(known.length / hintLength);
  const hints = new Set(
    Array.from({ length: count }, (_none, at) => known.slice(at * hintLength, (at + 1) * hintLength)),
  );
  return hintsOf(shown).flatMap(([name, hint]) => (hints.has(hint) ? [] : [name]));
}

function hintsOf(shown: Shown): [string, string][] {
  return Object.entries(shown).map(([name, value]) => [name, digest([name, value]).slice(0, hintLength)]);
}

/** The first half of SHA-256 in hexadecimal: as hard to meet on purpose as any 128 bits. */
function digest(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(value)) ?? '')
    .digest('hex')
    .slice(0, wholeLength);
}

/** The same value with the keys of its objects in order: two stores may give them in two. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, inOrder(inner)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
