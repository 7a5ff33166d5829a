interface Doing<T> {
  readonly now: Promise<T>;
  /** What follows, for those who asked meanwhile. */
  next?: Promise<T>;
}

/**
 * Does something costly once at a time for the same arguments. Whoever asks while it is being done shares the next time
 * with all others who do: what made them ask may have come after this one began.
 */
export function oneAtATime<A extends readonly string[], T>(act: (...asked: A) => Promise<T>): typeof act {
  const all = new Map<string, Doing<T>>();
  return (...asked) => {
    const key = JSON.stringify(asked);
    const begin = (): Promise<T> => {
      const doing: Doing<T> = { now: act(...asked) };
      all.set(key, doing);
      const end = () => {
        if (!doing.next) all.delete(key);
      };
      doing.now.then(end, end);
      return doing.now;
    };
    const doing = all.get(key);
    if (!doing) return begin();
    doing.next ??= doing.now.then(begin, begin);
    return doing.next;
  };
}
