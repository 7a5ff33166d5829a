import { useCallback, useEffect, useRef, useState } from 'react';
import { asProblem, type Problem } from './api.ts';

/** One page of a list as the server gives it. */
export interface PageOfList<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly total: number;
}

/** A long list as far as it has been fetched. */
export interface Listing<T> {
  readonly items: readonly T[];
  /** How many there are in all; undefined until the first page has come. */
  readonly total: number | undefined;
  readonly problem: Problem | undefined;
  /** Says that the list is shown up to an index: pages are fetched, one after the other, until it is there. */
  need(index: number): void;
  retry(): void;
}

interface Fetched<T> {
  readonly items: readonly T[];
  readonly next: string | null | undefined;
  readonly total: number | undefined;
  readonly problem: Problem | undefined;
}

const nothing: Fetched<never> = { items: [], next: undefined, total: undefined, problem: undefined };

/** Fetches a list page by page as it is looked at; begins anew when `load` is another function. */
export function useListing<T>(load: (after: string | undefined) => Promise<PageOfList<T>>): Listing<T> {
  const [fetched, setFetched] = useState<Fetched<T>>(nothing);
  const [wanted, setWanted] = useState(0);
  const [round, setRound] = useState(0);
  const generation = useRef(0);
  useEffect(() => {
    generation.current += 1;
    setFetched(nothing);
    setWanted(0);
  }, [load]);
  const { items, next, problem } = fetched;
  const lacks =
    problem === undefined && next !== null && (items.length === 0 ? next === undefined : wanted >= items.length);
  useEffect(() => {
    if (!lacks) return;
    const own = generation.current;
    const show = (change: (before: Fetched<T>) => Fetched<T>) => {
      if (own === generation.current) setFetched(change);
    };
    load(next).then(
      (page) => show((before) => ({ ...page, items: [...before.items, ...page.items], problem: undefined })),
      (error: unknown) => show((before) => ({ ...before, problem: asProblem(error) })),
    );
  }, [load, lacks, next, round]);
  const need = useCallback((index: number) => setWanted((before) => Math.max(before, index)), []);
  const retry = useCallback(() => {
    setFetched((before) => ({ ...before, problem: undefined }));
    setRound((before) => before + 1);
  }, []);
  return { items, total: fetched.total, problem, need, retry };
}
