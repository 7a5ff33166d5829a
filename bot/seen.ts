/** Remembers the newest `limit` keys. The function it gives tells whether a key was there, and remembers it. */
export function createSeen(limit: number): (key: string) => boolean {
  const keys = new Set<string>();
  return (key) => {
    if (keys.has(key)) return true;
    keys.add(key);
    const oldest = keys.values().next();
    if (keys.size > limit && !oldest.done) keys.delete(oldest.value);
    return false;
  };
}
