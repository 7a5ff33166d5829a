import { AppError } from '../../domain/errors.ts';
import type { Guard } from '../change.ts';
import { Draft } from './draft.ts';
import type { Tables } from './tables.ts';

interface Waiting {
  readonly changes: readonly Guard[];
  resolve(): void;
  reject(reason: unknown): void;
}

/** Writes commits to disk one batch at a time: those made during a write go together into the next. */
export class CommitQueue {
  readonly #tables: Tables;
  readonly #save: (draft: Draft) => Promise<void>;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;
  #lastFailed = false;

  /** `save` makes the tables with the draft's changes durable, or rejects and leaves the disk as it was. */
  constructor(tables: Tables, save: (draft: Draft) => Promise<void>) {
    this.#tables = tables;
    this.#save = save;
  }

  /** True after a failed write, until one succeeds; adding no changes then tries a write. */
  get lastFailed(): boolean {
    return this.#lastFailed;
  }

  /** Resolves when the changes are on disk. Throws `CONFLICT`, `DUPLICATE`, or `STORE_UNAVAILABLE`. */
  add(changes: readonly Guard[]): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ changes, resolve, reject });
    this.#running ??= this.#run();
    return promise;
  }

  /** Resolves when nothing waits to be written. */
  async drained(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) await this.#write(this.#waiting.splice(0));
    this.#running = undefined;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const draft = new Draft(this.#tables);
    const refusals = batch.map(({ changes }) => refusalOf(draft, changes));
    try {
      if (draft.size > 0 || this.#lastFailed) await this.#save(draft);
    } catch (cause) {
      this.#lastFailed = true;
      const failure = new AppError('STORE_UNAVAILABLE', 'the data could not be written to disk', { cause });
      // Refusals too: a commit refused because of another one of this batch met something that never was.
      for (const waiting of batch) waiting.reject(failure);
      return;
    }
    this.#lastFailed = false;
    this.#tables.apply(draft.changes);
    batch.forEach((waiting, place) => {
      if (refusals[place]) waiting.reject(refusals[place]);
      else waiting.resolve();
    });
  }
}

/** Why the changes cannot be drafted; undefined when they now are. */
function refusalOf(draft: Draft, changes: readonly Guard[]): unknown {
  try {
    draft.add(changes);
    return undefined;
  } catch (error) {
    return error;
  }
}
