/** What was done lately, as far as one instance remembers: of more than so many, what is longest ago is forgotten. */
export interface Recent {
  /** True the first time. */
  claim(key: string): boolean;
  forget(key: string): void;
}

/** For what is not worth a record: it is known to this instance alone, until it stops. */
export function createRecent(most: number): Recent {
  const keys = new Set<string>();
  return {
    claim(key) {
      if (keys.has(key)) return false;
      keys.add(key);
      const oldest = keys.values().next();
      if (keys.size > most && !oldest.done) keys.delete(oldest.value);
      return true;
    },
    forget: (key) => void keys.delete(key),
  };
}
