import { useCallback, useEffect, useState } from 'react';
import { Problem } from './api.ts';

/** Something fetched: on its way, there, or not to be had. While it is fetched again, what was there stays. */
export type Loaded<T> =
  | { readonly state: 'loading'; readonly value?: undefined }
  | { readonly state: 'ready'; readonly value: T; readonly again: boolean }
  | { readonly state: 'failed'; readonly problem: Problem; readonly value?: undefined };

/** Fetches when shown and whenever `load` is another function; `reload` fetches once more. */
export function useLoaded<T>(load: () => Promise<T>): { loaded: Loaded<T>; reload: () => void } {
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
  return { loaded, reload };
}

function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('INTERNAL', '');
}
