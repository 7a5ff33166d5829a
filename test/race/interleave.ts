import { asAppError, type ErrorCode } from '../../domain/errors.ts';
import { gated, type Pass } from './gates.ts';
import type { OpenScene, RaceDeps, Scene } from './scene.ts';

/** Something that is done to a scene. */
export interface Act {
  readonly says: string;
  /**
   * Every call of the store and the vault that it makes through `deps` is a place where another act may come between;
   * `pass` makes a place of anything else, such as an answer from Teams.
   */
  act(deps: RaceDeps, pass: Pass): Promise<unknown>;
}

/** How an act ended. */
export type Outcome =
  | { readonly code: 'done'; readonly value: unknown }
  | { readonly code: ErrorCode; readonly error: unknown };

/** What is to be looked at when two acts are over. */
export interface Ended {
  readonly scene: Scene;
  /** By what the acts say. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** What the acts say that ended, in the order in which they did. */
  readonly order: readonly string[];
  /** Undefined when both acts ran to their end; else what the first, which was killed, says. */
  readonly killed?: string | undefined;
}

export interface Race {
  readonly open: OpenScene;
  readonly acts: readonly [Act, Act];
  /** Throws when what came out breaks a promise. An unexpected error of an act does so by itself. */
  readonly expectThat: (ended: Ended) => unknown;
  /**
   * How the two meet. `whole`, the default: one stands still before one of its calls while all of the other happens.
   * `parts`: also, the other stands still in its turn, until the first has ended. `killed`: the process of the first
   * ends before one of its calls, and the other comes after it.
   */
  readonly meet?: 'whole' | 'parts' | 'killed';
}

/**
 * Does two acts in every order of their calls that the meeting allows, each of them as the one that stands still, and
 * looks at each outcome. Nothing depends on luck or time: what a race can do here, it does. Gives the number of
 * interleavings. An act must not wait for the other by anything but the store.
 *
 *     await interleave({
 *       open: inMemory([aSurvey('open')]),
 *       acts: [
 *         { says: 'closing', act: async (deps) => closeSurvey(deps, await actorIn(deps, 'lead'), 'open') },
 *         { says: 'cancelling', act: async (deps) => cancelSurvey(deps, await actorIn(deps, 'lead'), 'open', 'Pois.') },
 *       ],
 *       expectThat: async ({ scene }) => { … },
 *     });
 */
export async function interleave(race: Race): Promise<number> {
  const [one, other] = race.acts;
  return (await sweep(race, one, other)) + (await sweep(race, other, one));
}

async function sweep(race: Race, first: Act, second: Act): Promise<number> {
  const killed = race.meet === 'killed';
  let made = 0;
  for (let at = 0; ; at += 1) {
    const whole = await play(race, { first, second, at, heldAt: Number.POSITIVE_INFINITY, killed });
    made += 1;
    if (whole.callsOfFirst <= at) return made;
    const parts = race.meet === 'parts' ? whole.callsOfSecond : 0;
    for (let heldAt = 1; heldAt < parts; heldAt += 1, made += 1) {
      await play(race, { first, second, at, heldAt, killed });
    }
  }
}

/** One interleaving: the first stands still before its call number `at`, the second before its call number `heldAt`. */
export interface Plan {
  readonly first: Act;
  readonly second: Act;
  readonly at: number;
  readonly heldAt: number;
  readonly killed: boolean;
}

/** Plays one interleaving, and gives how many calls each of the two made. Throws as `interleave` does. */
export async function play({ open, expectThat }: Pick<Race, 'open' | 'expectThat'>, plan: Plan) {
  const { first, second, at, heldAt, killed } = plan;
  const scene = await open();
  const [firstEnded, secondHeld] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const within = new Gate(heldAt, () => {
    secondHeld.resolve();
    return firstEnded.promise;
  });
  const order: string[] = [];
  const noting = async (act: Act, gate: Gate) => {
    const outcome = await outcomeOf(act, scene, gate);
    order.push(act.says);
    return outcome;
  };
  let running: Promise<Outcome> | undefined;
  const around = new Gate(at, async () => {
    if (killed) {
      firstEnded.resolve();
      // Whatever waits here waits for ever, as in a process that has ended.
      return new Promise(() => undefined);
    }
    running = noting(second, within);
    await Promise.race([running, secondHeld.promise]);
  });
  try {
    const firstDone = noting(first, around).finally(firstEnded.resolve);
    await firstEnded.promise;
    const wasKilled = around.calls.length > at && killed;
    const outcomes = {
      ...(wasKilled ? {} : { [first.says]: await firstDone }),
      [second.says]: await (running ?? noting(second, within)),
    };
    for (const outcome of Object.values(outcomes)) if (outcome.code === 'INTERNAL') throw outcome.error;
    await expectThat({ scene, outcomes, order, killed: wasKilled ? first.says : undefined });
  } catch (cause) {
    throw new Error(`${storyOf(plan, around, within)}: ${cause instanceof Error ? cause.message : ''}`, { cause });
  } finally {
    await scene.close();
  }
  return { callsOfFirst: around.calls.length, callsOfSecond: within.calls.length };
}

async function outcomeOf({ act }: Act, { deps }: Scene, gate: Gate): Promise<Outcome> {
  try {
    return { code: 'done', value: await act(gated(deps, gate.pass), gate.pass) };
  } catch (error) {
    return { code: asAppError(error).code, error };
  }
}

/** Lets calls pass, and at one of them, which everything after it waits for, has something else done first. */
class Gate {
  readonly calls: string[] = [];
  readonly #at: number;
  readonly #then: () => Promise<void>;
  #held: Promise<void> | undefined;

  constructor(at: number, then: () => Promise<void>) {
    this.#at = at;
    this.#then = then;
  }

  readonly pass: Pass = async (call) => {
    this.calls.push(call);
    if (this.calls.length - 1 === this.#at) this.#held = this.#then();
    await this.#held;
  };
}

function storyOf({ first, second, at, heldAt, killed }: Plan, around: Gate, within: Gate): string {
  const place = (gate: Gate, index: number) => `before its call ${index} (${gate.calls[index] ?? 'its end'})`;
  const stands = killed ? 'ended with its process' : 'stood still';
  const held = Number.isFinite(heldAt) ? `, which stood still ${place(within, heldAt)}` : '';
  return `«${first.says}» ${stands} ${place(around, at)} for «${second.says}»${held}`;
}
