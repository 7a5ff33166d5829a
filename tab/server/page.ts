import type { Page } from '../../domain/page.ts';

/** How much of a list goes with something else: so many of its first items, the rest by a reading of their own. */
export const beginning = { limit: 20 } as const;

/** How many bytes a page of a list weighs at most, by default; of the beginning of one, less. One item always comes. */
const heaviest = { page: 150_000, beginning: 30_000 } as const;

/** A page of a list in words: as many of its items as were asked for, and fewer where they are long. */
export function pageView<T, V>(page: Page<T>, view: (item: T) => V, of: keyof typeof heaviest = 'page') {
  const items: V[] = [];
  let weight = 0;
  for (const item of page.items) {
    const shown = view(item);
    weight += Buffer.byteLength(JSON.stringify(shown));
    if (items.length > 0 && weight > heaviest[of]) break;
    items.push(shown);
  }
  const next = items.length < page.items.length ? page.places[items.length - 1] : page.next;
  return { items, next: next ?? null, total: page.total };
}
