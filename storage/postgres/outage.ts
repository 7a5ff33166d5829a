/** How long (ms) somebody waits for a database that does not answer: people get an answer within three seconds. */
export const patience = 2500;

/** How long (ms) one question may take to find out that a database which was away is back. */
const brief = 500;

/** After a question in vain, so long (ms) no other one is asked. */
const rest = 250;

/**
 * Whether a database is away. Whoever asks first waits until patience ends, and those who come later wait no longer
 * than that one: after it, a question now and then finds out whether it is back, and all others are refused at once.
 * Moments are those of `performance.now()`.
 */
export class Outage {
  #since: number | undefined;
  #lastBegan = Number.NEGATIVE_INFINITY;
  #lastFault = Number.NEGATIVE_INFINITY;

  /** The database was asked in vain from a moment on, by default now. */
  begin(since = performance.now()): void {
    this.#since ??= since;
    this.#lastBegan = Math.max(this.#lastBegan, since);
    this.#lastFault = performance.now();
  }

  /** The database has answered. */
  end(): void {
    this.#since = undefined;
  }

  /** Until when a question may be asked again, for somebody who would wait until a moment. */
  again(until: number): number {
    return this.#since === undefined ? until : Math.min(until, this.#since + patience);
  }

  /** Until when a question that is asked now may wait for a connection; undefined when it is not worth asking. */
  limit(until: number): number | undefined {
    const now = performance.now();
    const least = Math.max(until, now + brief);
    if (this.#since === undefined) return least;
    if (this.#since + patience > now) return Math.min(least, this.#since + patience);
    return now - this.#lastFault < rest ? undefined : now + brief;
  }

  /** Whether a connection made at a moment may be used: one from before the last outage may be dead, and tells nobody. */
  trusts(connectedAt: number): boolean {
    return connectedAt > this.#lastBegan;
  }
}
