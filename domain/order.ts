import type { Language } from './text.ts';

/** What a list is ordered by: the first key that tells two items apart decides. */
type Key<T> = (item: T) => string | number;

/** Gives lists in one fixed order, texts as the alphabet of a language has them. */
export type Sorted = <T>(items: readonly T[], ...keys: Key<T>[]) => T[];

/** Orders for readers of a language. Two items in which all keys are equal keep the order they came in. */
export function createSorted(language: Language): Sorted {
  const { compare } = new Intl.Collator(language);
  return (items, ...keys) => {
    return items.toSorted((a, b) => {
      for (const key of keys) {
        const difference = compareKeys(key(a), key(b), compare);
        if (difference !== 0) return difference;
      }
      return 0;
    });
  };
}

function compareKeys(a: string | number, b: string | number, compareTexts: (a: string, b: string) => number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  // Texts that an alphabet holds equal still differ: without the second comparison their order would be chance.
  return compareTexts(String(a), String(b)) || Number(String(a) > String(b)) - Number(String(a) < String(b));
}
