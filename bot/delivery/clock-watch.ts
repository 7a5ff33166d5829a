import type { Logger } from 'pino';

/** What an instance makes of its clock, compared with how much time has really passed. */
export interface ClockWatch {
  /**
   * `ahead`: the clock has jumped forward a little while ago, so that what seems due may not be. `back`: it has just
   * jumped back, so that what was planned meanwhile may be planned for too late. Otherwise `steady`.
   */
  read(): 'steady' | 'ahead' | 'back';
  /** How often the clock has jumped since the start. */
  jumps(): number;
}

export interface Clocks {
  /** The machine's clock, which people and programs set. */
  now(): Date;
  /** Milliseconds since any moment, by a clock that nobody sets, such as `performance.now`. */
  elapsed(): number;
}

/** What the clock moves more than this against the time that has passed is a jump; time servers move it by less. */
const leastJumpMs = 60_000;

/** So long what is due waits after a jump forward: a fault is put right meanwhile, and a machine that slept goes on. */
const holdMs = 10 * 60_000;

/** Watches the clock from now on; a jump is logged once. */
export function watchClock({ now, elapsed }: Clocks, log: Logger): ClockWatch {
  const offset = () => now().getTime() - elapsed();
  let before = offset();
  let trusted = before;
  let heldUntil = Number.NEGATIVE_INFINITY;
  let jumps = 0;
  return {
    read() {
      const after = offset();
      const by = after - before;
      before = after;
      const isJump = Math.abs(by) > leastJumpMs;
      if (isJump) {
        jumps += 1;
        log.warn({ bySeconds: Math.round(by / 1000) }, 'the clock has jumped');
      }
      const isRightAgain = Math.abs(after - trusted) <= leastJumpMs;
      if (isJump && by > 0 && !isRightAgain) heldUntil = elapsed() + holdMs;
      else if (isRightAgain || by < -leastJumpMs) heldUntil = Number.NEGATIVE_INFINITY;
      if (elapsed() < heldUntil) return 'ahead';
      trusted = after;
      return isJump && by < 0 ? 'back' : 'steady';
    },
    jumps: () => jumps,
  };
}
