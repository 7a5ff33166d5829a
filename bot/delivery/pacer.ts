import { type Budget, type Lane, mostLateMs, type SlotRequest } from '../../domain/delivery/budget.ts';

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
      const awaited = lane === 'talk';
      if (awaited && (await lanes.talk.turn({ count: 1, patienceMs: talkWaitMs, awaited }))) return;
      await lanes.bulk.turn({ count: ahead, awaited });
    },
    rate: (lane) => lanes[lane].rate(),
  };
}

/** A store that takes longer to give slots is not reckoned with. */
const longestLeadMs = 5000;

type Wanted = Pick<SlotRequest, 'count' | 'patienceMs' | 'awaited'>;

function createLane(lane: Lane, budget: Budget, timing: Timing) {
  let slots: number[] = [];
  let left: number[] = [];
  let queue: Promise<unknown> = Promise.resolve();

  async function next(wanted: Wanted): Promise<boolean> {
    let lead = 0;
    for (;;) {
      if (slots.length === 0) {
        const asked = timing.now();
        slots = [...(await budget.reserve({ ...wanted, lane, from: () => timing.now() + lead }))];
        // From a slow store a slot would come too late each time, for ever, were it for the moment of asking.
        lead = Math.min(Math.max(lead, timing.now() - asked), longestLeadMs);
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

  async function after(before: Promise<unknown>, wanted: Wanted): Promise<boolean> {
    await before;
    return next(wanted);
  }

  return {
    /** False when no slot comes while there is patience. */
    turn(wanted: Wanted): Promise<boolean> {
      const turn = after(queue, wanted);
      // A store that failed once must not keep the next request from asking again.
      queue = turn.catch(() => undefined);
      return turn;
    },
    rate: () => left.filter((moment) => moment > timing.now() - 1000).length,
  };
}
