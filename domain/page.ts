import { z } from 'zod';
import { AppError } from './errors.ts';

/** Which part of a long list is wanted. */
export interface PageQuery {
  /** Only what comes after the place that an earlier page gave as `next`; default from the start. */
  readonly after?: string | undefined;
  /** At most so many. */
  readonly limit: number;
}

/** Part of a long list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The place after which the list goes on; undefined at its end. */
  readonly next: string | undefined;
  /** How many there are on all pages. */
  readonly total: number;
  /** The place behind each item, so that whoever shows fewer of them can go on from there. */
  readonly places: readonly string[];
}

/** What a list is ordered by; what is equal in it follows the ids. */
export interface Order<T> {
  keyOf(item: T): string;
  compare(a: string, b: string): number;
}

const Place = z.tuple([z.string(), z.string()]);

/** By time, as ISO 8601 texts order themselves. */
export const earliestFirst = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
export const latestFirst = (a: string, b: string): number => earliestFirst(b, a);

/**
 * One page of a list in order. A page begins after a place, not after a record: it goes on where it was when records
 * have come or gone in between. Throws `INPUT_INVALID` for a place that no page gave.
 */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  { keyOf, compare }: Order<T>,
  { after, limit }: PageQuery,
): Page<T> {
  const keyed = items.map((item) => ({ item, key: keyOf(item), id: item.id }));
  keyed.sort((a, b) => compare(a.key, b.key) || earliestFirst(a.id, b.id));
  const start = after === undefined ? 0 : indexAfter(keyed, compare, placeFrom(after));
  const shown = keyed.slice(start, start + limit);
  const places = shown.map(({ key, id }) => cursorOf(key, id));
  const next = start + limit < keyed.length ? places.at(-1) : undefined;
  return { items: shown.map(({ item }) => item), next, total: items.length, places };
}

/**
 * One page of a list that has its order already. It goes on behind the item that came last, wherever that stands now;
 * when it is gone, from where it was. Throws `INPUT_INVALID` for a place that no page gave.
 */
export function partOf<T>(items: readonly T[], idOf: (item: T) => string, { after, limit }: PageQuery): Page<T> {
  const start = after === undefined ? 0 : indexBehind(items, idOf, placeFrom(after));
  const shown = items.slice(start, start + limit);
  const places = shown.map((item, index) => cursorOf(String(start + index), idOf(item)));
  const next = start + limit < items.length ? places.at(-1) : undefined;
  return { items: shown, next, total: items.length, places };
}

function indexBehind<T>(items: readonly T[], idOf: (item: T) => string, [was, id]: z.infer<typeof Place>): number {
  const index = Number(was);
  if (!Number.isSafeInteger(index) || index < 0) throw new AppError('INPUT_INVALID', 'a place of another list');
  const last = items[index];
  if (last !== undefined && idOf(last) === id) return index + 1;
  const found = items.findIndex((item) => idOf(item) === id);
  return found < 0 ? Math.min(index, items.length) : found + 1;
}

function indexAfter(
  keyed: readonly { readonly key: string; readonly id: string }[],
  compare: (a: string, b: string) => number,
  [key, id]: z.infer<typeof Place>,
): number {
  const index = keyed.findIndex((entry) => (compare(entry.key, key) || earliestFirst(entry.id, id)) > 0);
  return index < 0 ? keyed.length : index;
}

function cursorOf(key: string, id: string): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

function placeFrom(after: string): z.infer<typeof Place> {
  try {
    return Place.parse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new AppError('INPUT_INVALID', 'a place in a list that no page gave', { cause });
  }
}
