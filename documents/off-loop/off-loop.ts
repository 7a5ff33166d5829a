import { createHash } from 'node:crypto';
import { AppError } from '../../domain/errors.ts';
import { jsonBytes } from './json-bytes.ts';
import { type KeepLimits, keepResults } from './kept-results.ts';
import type { Task, TaskData } from './tasks.ts';
import { startWorker, type Worker } from './worker.ts';

/** A piece of work for somebody. */
export interface Job<T extends Task> {
  readonly task: T;
  /** The id of the person it is for: of theirs, one of a kind is done at a time, and its result is theirs alone. */
  readonly person: string;
  /** What it is about: who asks for the same while it waits for its turn waits for the same. */
  readonly about: string;
  /** Gives what the work is done with, when its turn has come. Checks rights, and lets others be answered in between. */
  gather(): Promise<TaskData[T]>;
}

/** Does work that takes too long for the event loop in threads of their own. */
export interface OffLoop {
  /**
   * The bytes that come of it, which belong to nobody: they are not to be changed. Throws what `gather` throws; `BUSY`
   * when too much is waiting, for one person or in all, or the work takes too long; and `INTERNAL` when it fails.
   */
  run<T extends Task>(job: Job<T>): Promise<Buffer>;
  /** Ends what is being done and takes no more. */
  close(): Promise<void>;
}

/** How much at once, and how long. */
export interface Limits extends KeepLimits {
  readonly threads: number;
  /** How many jobs wait, of everybody and of one person. */
  readonly mostWaiting: number;
  readonly mostWaitingOfOne: number;
  /** How long one waits for its turn, and how long its work may take, in milliseconds. */
  readonly waitMs: number;
  readonly workMs: number;
  /** A thread that nobody needs ends after so many milliseconds. */
  readonly idleMs: number;
}

const usual: Limits = {
  threads: 2,
  mostWaiting: 32,
  mostWaitingOfOne: 8,
  waitMs: 60_000,
  workMs: 120_000,
  idleMs: 30_000,
  keptMs: 60_000,
  mostKeptBytes: 32 * 1024 * 1024,
};

/** Work that takes seconds. It leaves a thread free for what takes less. */
const longTasks: readonly Task[] = ['package'];

interface Queued {
  readonly job: Job<Task>;
  readonly result: Promise<Buffer>;
  resolve(bytes: Buffer): void;
  reject(error: unknown): void;
}

/** What may be put in the place of the usual. */
interface Other {
  readonly limits?: Partial<Limits>;
  /** Milliseconds of a clock that nobody sets. */
  elapsed?(): number;
  start?(): Worker;
}

/** No thread is started before the first work. */
export function createOffLoop({ limits = {}, elapsed = () => performance.now(), start = startWorker }: Other = {}) {
  return new Queue({ ...usual, ...limits }, elapsed, start) satisfies OffLoop;
}

class Queue implements OffLoop {
  readonly #limits: Limits;
  readonly #start: () => Worker;
  readonly #kept: ReturnType<typeof keepResults>;
  readonly #waiting = new Set<Queued>();
  readonly #running = new Set<Queued>();
  readonly #threads = new Set<Worker>();
  readonly #idle: Worker[] = [];
  #closed = false;

  constructor(limits: Limits, elapsed: () => number, start: () => Worker) {
    this.#limits = limits;
    this.#start = start;
    this.#kept = keepResults(limits, elapsed);
  }

  async run<T extends Task>(job: Job<T>): Promise<Buffer> {
    if (this.#closed) throw new AppError('BUSY', 'no more work is taken');
    const { task, person, about } = job;
    const own = [...this.#waiting].filter((one) => one.job.person === person);
    const same = own.find((one) => one.job.task === task && one.job.about === about);
    if (same) return same.result;
    const { mostWaiting, mostWaitingOfOne, waitMs } = this.#limits;
    if (own.length >= mostWaitingOfOne || this.#waiting.size >= mostWaiting)
      throw new AppError('BUSY', `${task}: too much is waiting`);
    const { promise: result, resolve, reject } = Promise.withResolvers<Buffer>();
    const queued: Queued = { job, result, resolve, reject };
    this.#waiting.add(queued);
    const timer = setTimeout(() => this.#giveUp(queued), waitMs).unref();
    this.#next();
    return result.finally(() => clearTimeout(timer));
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const queued of this.#waiting) this.#giveUp(queued);
    this.#kept.clear();
    await Promise.all([...this.#threads].map((thread) => thread.end()));
  }

  #giveUp(queued: Queued): void {
    if (this.#waiting.delete(queued)) queued.reject(new AppError('BUSY', `${queued.job.task} had no turn`));
  }

  /** Begins what may begin, the longest waiting first. */
  #next(): void {
    for (const queued of this.#waiting) {
      if (this.#running.size >= this.#limits.threads) return;
      if (!this.#mayRun(queued.job)) continue;
      this.#waiting.delete(queued);
      this.#running.add(queued);
      void this.#do(queued.job)
        .then(queued.resolve, queued.reject)
        .finally(() => {
          this.#running.delete(queued);
          this.#next();
        });
    }
  }

  #mayRun({ task, person }: Job<Task>): boolean {
    const running = [...this.#running].map(({ job }) => job);
    if (running.some((one) => one.task === task && one.person === person)) return false;
    const long = running.filter((one) => longTasks.includes(one.task)).length;
    return !longTasks.includes(task) || long < Math.max(1, this.#limits.threads - 1);
  }

  async #do({ task, person, gather }: Job<Task>): Promise<Buffer> {
    const data = await jsonBytes(await gather());
    const key = createHash('sha256')
      .update(JSON.stringify([person, task]))
      .update(data)
      .digest('base64');
    const known = this.#kept.get(key);
    if (known) return known;
    if (this.#closed) throw new AppError('BUSY', 'no more work is done');
    const thread = this.#takeThread();
    try {
      const bytes = await thread.work({ task, data }, this.#limits.workMs);
      this.#kept.put(key, bytes);
      return bytes;
    } finally {
      this.#giveBack(thread);
    }
  }

  #takeThread(): Worker {
    const thread = this.#idle.pop() ?? this.#start();
    this.#threads.add(thread);
    return thread;
  }

  #giveBack(thread: Worker): void {
    if (!thread.isFit()) return this.#letGo(thread);
    this.#idle.push(thread);
    setTimeout(() => {
      const place = this.#idle.indexOf(thread);
      if (place >= 0) this.#idle.splice(place, 1);
      if (place >= 0) this.#letGo(thread);
    }, this.#limits.idleMs).unref();
  }

  #letGo(thread: Worker): void {
    this.#threads.delete(thread);
    void thread.end();
  }
}
