import { isChange } from '../change.ts';
import { isOrdered, makeAlone, makeTogether, recordKey, type Steps } from './commit.ts';
import type { Connections } from './connections.ts';
import { patience } from './outage.ts';

interface Waiting {
  readonly steps: Steps;
  /** The moment of `performance.now()` until which it is tried. */
  readonly until: number;
  resolve(): void;
  reject(reason: unknown): void;
}

/** While so many batches are on their way, commits wait, and go together into the next one. */
const batchesAtOnce = 2;

const stepsInBatch = 1000;

/** Makes commits, those that are in flight at the same time together; each gets the outcome it would get by itself. */
export class CommitQueue {
  readonly #connections: Connections;
  readonly #grouped: boolean;
  readonly #underWay = new Set<Promise<void>>();
  #waiting: Waiting[] = [];
  #batches = 0;

  constructor(connections: Connections, grouped: boolean) {
    this.#connections = connections;
    this.#grouped = grouped;
  }

  /** Resolves when the commit is on disk. Throws as `makeAlone` does. */
  add(steps: Steps): Promise<void> {
    const until = performance.now() + patience;
    if (!this.#grouped || isOrdered(steps)) return this.#track(makeAlone(this.#connections, steps, until));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ steps, until, resolve, reject });
    this.#startBatches();
    return promise;
  }

  /** Resolves when no commit is under way. */
  async drained(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  #track(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
    return tracked;
  }

  #startBatches(): void {
    while (this.#batches < batchesAtOnce && this.#waiting.length > 0) {
      const [batch, rest] = splitBatch(this.#waiting);
      this.#waiting = rest;
      this.#batches++;
      void this.#track(this.#run(batch));
    }
  }

  async #run(batch: readonly Waiting[]): Promise<void> {
    await this.#make(batch);
    this.#batches--;
    this.#startBatches();
  }

  /** Never rejects: what goes wrong is told to those whose commits they are. */
  async #make(batch: readonly Waiting[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    if (batch.length === 1)
      return makeAlone(this.#connections, first.steps, first.until).then(first.resolve, first.reject);
    try {
      const all = batch.map(({ steps }) => steps);
      const made = await makeTogether(this.#connections, all, first.until);
      for (const { steps, resolve } of batch) if (made.has(steps)) resolve();
      await this.#makeRefused(batch, made);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  /** Those that are known to be refused are tried alone for the reason; else in halves, until it is known which. */
  async #makeRefused(batch: readonly Waiting[], made: ReadonlySet<Steps>): Promise<void> {
    const refused = batch.filter(({ steps }) => !made.has(steps));
    const size = refused.length < batch.length ? 1 : Math.ceil(refused.length / 2);
    for (let from = 0; from < refused.length; from += size) await this.#make(refused.slice(from, from + size));
  }
}

/**
 * The next batch and what is left: commits that touch no record together, unless they only look at it. Else two that
 * each change what the other one has looked at would both be made, as if each had come first.
 */
function splitBatch(waiting: readonly Waiting[]): [batch: Waiting[], rest: Waiting[]] {
  const batch: Waiting[] = [];
  const rest: Waiting[] = [];
  const touched = new Map<string, 'seen' | 'changed'>();
  let room = stepsInBatch;
  for (const one of waiting) {
    const fits = one.steps.length <= room || batch.length === 0;
    if (
      fits &&
      one.steps.every((step) =>
        !isChange(step) ? touched.get(recordKey(step)) !== 'changed' : !touched.has(recordKey(step)),
      )
    ) {
      batch.push(one);
      room -= one.steps.length;
      for (const step of one.steps) touched.set(recordKey(step), isChange(step) ? 'changed' : 'seen');
    } else rest.push(one);
  }
  return [batch, rest];
}
