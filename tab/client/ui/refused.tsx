import { createContext, useContext } from 'react';

/** What was wrong with which input when it was to be saved: words by the input's id. */
export const RefusedContext = createContext<Readonly<Record<string, string>>>({});

/** What was wrong with an input when it was to be saved; undefined when nothing was. */
export function useRefused(id: string): string | undefined {
  return useContext(RefusedContext)[id];
}
