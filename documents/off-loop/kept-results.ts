/** Results that are kept for a little while, so that asking again for the same makes nothing again. */
export interface KeptResults {
  get(key: string): Buffer | undefined;
  put(key: string, bytes: Buffer): void;
  clear(): void;
}

/** For so long, in milliseconds, and of so many bytes together, of which one result takes a quarter at most. */
export interface KeepLimits {
  readonly keptMs: number;
  readonly mostKeptBytes: number;
}

/** `elapsed` gives milliseconds of a clock that nobody sets. */
export function keepResults({ keptMs, mostKeptBytes }: KeepLimits, elapsed: () => number): KeptResults {
  /** The oldest first. */
  const kept = new Map<string, { readonly bytes: Buffer; readonly until: number }>();
  let size = 0;
  const drop = (key: string) => {
    size -= kept.get(key)?.bytes.length ?? 0;
    kept.delete(key);
  };
  const dropOld = () => {
    for (const [key, { until }] of kept) if (until <= elapsed()) drop(key);
  };
  return {
    get(key) {
      dropOld();
      return kept.get(key)?.bytes;
    },
    put(key, bytes) {
      if (bytes.length > mostKeptBytes / 4) return;
      drop(key);
      kept.set(key, { bytes, until: elapsed() + keptMs });
      size += bytes.length;
      for (const oldest of kept.keys()) if (size > mostKeptBytes) drop(oldest);
      // What nobody asks for again goes, too.
      setTimeout(dropOld, keptMs).unref();
    },
    clear: () => kept.clear(),
  };
}
