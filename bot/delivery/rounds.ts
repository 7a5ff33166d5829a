import type { Logger } from 'pino';

/** Some work that is done again and again, one round at a time. */
export interface Rounds {
  /** Does a round now, after the one in progress, and resolves when it is done. */
  run(): Promise<void>;
  start(): void;
  /** Starts the next round at once rather than after the pause, if rounds were started. */
  nudge(): void;
  /** Finishes the round in progress and starts no other. */
  stop(): Promise<void>;
}

/** Rounds of `work` with a pause between them. */
export function createRounds(work: () => Promise<void>, pauseMs: number, log: Logger): Rounds {
  let round: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let nudged = false;

  function run(): Promise<void> {
    // A round that failed, as when the disk is full, must not keep the next one from trying.
    round = round.catch(() => undefined).then(work);
    return round;
  }

  function schedule(delay: number): void {
    clearTimeout(timer);
    timer = undefined;
    if (!running) return;
    timer = setTimeout(() => {
      timer = undefined;
      nudged = false;
      void run()
        .catch((error: unknown) => log.error({ err: error }, 'round failed'))
        .then(() => schedule(nudged ? 0 : pauseMs));
    }, delay);
    timer.unref();
  }

  return {
    run,
    start() {
      running = true;
      schedule(0);
    },
    nudge() {
      nudged = true;
      // Without a timer a round is in progress: the next one follows it at once.
      if (timer) schedule(0);
    },
    async stop() {
      running = false;
      clearTimeout(timer);
      await round.catch(() => undefined);
    },
  };
}
