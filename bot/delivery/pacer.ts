import { type Budget, type Lane, mostLateMs } from '../../domain/delivery/budget.ts';

/** The clock of sending, in milliseconds since 1970, and how to wait. */
export interface Timing {
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** An answer waits so long for its own lane; after that it takes its turn among the messages that nobody waits for. */
const talkWaitMs = 20;

/** Lets requests to Teams leave one by one, within the app's limits. */
export interface Pacer {
  /** Resolves when one request of the lane may leave. `ahead` says how many turns will be asked for, this one included. */
  turn(lane: Lane, ahead?: number): Promise<void>;
  /** How many requests of a lane left in the last second. */
  rate(lane: Lane): number;
}

/** The pacer of one instance; slots come from the budget that all instances share. */
export function createPacer(budget: Budget, timing: Timing): Pacer {
  const lanes = { bulk: createLane('bulk', budget, timing), talk: createLane('talk', budget, timing) };
  return {
    async turn(lane, ahead = 1) {
      if (lane === 'talk' && (await lanes.talk.turn(1, talkWaitMs))) return;
      await lanes.bulk.turn(ahead);
    },
    rate: (lane) => lanes[lane].rate(),
  };
}

function createLane(lane: Lane, budget: Budget, timing: Timing) {
  let slots: number[] = [];
  let left: number[] = [];
  let queue: Promise<unknown> = Promise.resolve();

  async function next(ahead: number, patienceMs: number): Promise<boolean> {
    for (;;) {
      if (slots.length === 0) {
        const now = timing.now();
        slots = [...(await budget.reserve(lane, ahead, now, now + patienceMs))];
      }
      const slot = slots.shift();
      if (slot === undefined) return false;
      const wait = slot - timing.now();
      if (wait > 0) await timing.sleep(wait);
      // Too late, and the window that the slot was counted in is no longer this one: it is lost.
      if (timing.now() - slot <= mostLateMs) break;
    }
    const now = timing.now();
    left = [...left.filter((moment) => moment > now - 1000), now];
    return true;
  }

  async function after(before: Promise<unknown>, ahead: number, patienceMs: number): Promise<boolean> {
    await before;
    return next(ahead, patienceMs);
  }

  return {
    /** False when no slot comes within so long. */
    turn(ahead: number, patienceMs = Number.POSITIVE_INFINITY): Promise<boolean> {
      const turn = after(queue, ahead, patienceMs);
      // A store that failed once must not keep the next request from asking again.
      queue = turn.catch(() => undefined);
      return turn;
    },
    rate: () => left.filter((moment) => moment > timing.now() - 1000).length,
  };
}
