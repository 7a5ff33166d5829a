import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../domain/errors.ts';
import { type Change, type Guard, isChange } from '../change.ts';
import { Draft } from './draft.ts';
import type { Tables } from './tables.ts';

interface Waiting {
  readonly steps: readonly Guard[];
  resolve(): void;
  reject(reason: unknown): void;
}

/** Where commits go. */
interface CommitDisk {
  /** Makes the changes of each commit durable, all of them, or rejects and leaves the disk as it was. */
  save(commits: readonly (readonly Change[])[]): Promise<void>;
  /** Hears of them once the tables show them. */
  saved(changes: Iterable<Change>): void;
}

/** Writes commits to disk one batch at a time: those made during a write go together into the next. */
export class CommitQueue {
  readonly #tables: Tables;
  readonly #disk: CommitDisk;
  #waiting: Waiting[] = [];
  #pauses: (() => Promise<void>)[] = [];
  #running: Promise<void> | undefined;
  #lastFailed = false;

  constructor(tables: Tables, disk: CommitDisk) {
    this.#tables = tables;
    this.#disk = disk;
  }

  /** True after a failed write, until one succeeds; adding no changes then tries a write. */
  get lastFailed(): boolean {
    return this.#lastFailed;
  }

  /** Resolves when the changes are on disk. Throws `CONFLICT`, `DUPLICATE`, or `STORE_UNAVAILABLE`. */
  add(steps: readonly Guard[]): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ steps, resolve, reject });
    this.#running ??= this.#run();
    return promise;
  }

  /** Runs something while nothing is being written and the tables show all that is on disk; commits wait. */
  between<R>(task: () => Promise<R>): Promise<R> {
    const { promise, resolve } = Promise.withResolvers<R>();
    this.#pauses.push(async () => {
      const result = task();
      resolve(result);
      await result.catch(() => undefined);
    });
    this.#running ??= this.#run();
    return promise;
  }

  /** Resolves when nothing waits to be written. */
  async drained(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length + this.#pauses.length > 0) {
      for (const pause of this.#pauses.splice(0)) await pause();
      if (this.#waiting.length === 0) continue;
      // Whoever was just told that a commit is on disk may have the next one: it goes along, too.
      await nextTurn();
      await this.#write(this.#waiting.splice(0));
    }
    this.#running = undefined;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const draft = new Draft(this.#tables);
    const refusals = batch.map(({ steps }) => refusalOf(draft, steps));
    const accepted = batch.filter((_, place) => refusals[place] === undefined);
    const commits = accepted.map(({ steps }) => steps.filter(isChange)).filter((changes) => changes.length > 0);
    try {
      // Once it is on disk it has to be shown, and nothing may come in between.
      this.#tables.ready(draft.changes);
      // With nothing to say, a commit without changes tries whether the disk takes writes again.
      if (commits.length > 0) await this.#disk.save(commits);
      else if (this.#lastFailed) await this.#disk.save([[]]);
    } catch (cause) {
      this.#lastFailed = true;
      const failure = new AppError('STORE_UNAVAILABLE', 'the data could not be written to disk', { cause });
      // Refusals too: a commit refused because of another one of this batch met something that never was.
      for (const waiting of batch) waiting.reject(failure);
      return;
    }
    this.#lastFailed = false;
    this.#tables.apply(draft.changes);
    this.#disk.saved(draft.changes);
    batch.forEach((waiting, place) => {
      if (refusals[place]) waiting.reject(refusals[place]);
      else waiting.resolve();
    });
  }
}

/** Why the changes cannot be drafted; undefined when they now are. */
function refusalOf(draft: Draft, steps: readonly Guard[]): unknown {
  try {
    draft.add(steps);
    return undefined;
  } catch (error) {
    return error;
  }
}
