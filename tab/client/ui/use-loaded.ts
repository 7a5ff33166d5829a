import { useCallback, useEffect, useState } from 'react';
import { asProblem, type Problem } from './api.ts';

/** Something fetched: on its way, there, or not to be had. While it is fetched again, what was there stays. */
export type Loaded<T> =
  | { readonly state: 'loading'; readonly value?: undefined }
  | { readonly state: 'ready'; readonly value: T; readonly again: boolean }
  | { readonly state: 'failed'; readonly problem: Problem; readonly value?: undefined };

/** What is loaded, and ways to have it anew. */
export interface Loading<T> {
  readonly loaded: Loaded<T>;
  /** Fetches once more. */
  reload(): void;
  /** Puts what a change has answered in place of what was fetched. */
  replace(value: T): void;
}

/** Fetches when shown, whenever `load` is another function, and when the connection that was missed comes back. */
export function useLoaded<T>(load: () => Promise<T>): Loading<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    const show = (next: Loaded<T>) => {
      if (current) setLoaded(next);
    };
    setLoaded((before) => (before.state === 'ready' ? { ...before, again: true } : { state: 'loading' }));
    load().then(
      (value) => show({ state: 'ready', value, again: false }),
      (error: unknown) => show({ state: 'failed', problem: asProblem(error) }),
    );
    return () => {
      current = false;
    };
  }, [load, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const replace = useCallback((value: T) => setLoaded({ state: 'ready', value, again: false }), []);
  const unreached = loaded.state === 'failed' && loaded.problem.code === 'UNREACHED';
  useEffect(() => {
    if (!unreached) return undefined;
    window.addEventListener('online', reload);
    return () => window.removeEventListener('online', reload);
  }, [unreached, reload]);
  return { loaded, reload, replace };
}
