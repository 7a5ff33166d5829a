import { type ResourceLimits, Worker as Thread } from 'node:worker_threads';
import { AppError } from '../../domain/errors.ts';
import type { Task } from './tasks.ts';

/** What a thread is asked: bytes of JSON, which go over to it. */
export interface Asked {
  readonly task: Task;
  readonly data: Uint8Array;
}

/** What a thread answers: what was made, or where it failed. */
export type Done =
  | { readonly bytes: Uint8Array; readonly failed?: undefined }
  | { readonly bytes?: undefined; readonly failed: string };

/** A thread that does one piece of work at a time. It keeps no process alive. */
export interface Worker {
  /** Rejects with `INTERNAL` when the work fails or ends the thread, and with `BUSY` when its time is over. */
  work(asked: Asked, withinMs: number): Promise<Buffer>;
  /** False once the thread has ended, or has done so much that a new one should take its place. */
  isFit(): boolean;
  end(): Promise<void>;
}

const ownThread = new URL('./thread.ts', import.meta.url);

/** What one thread may take, in megabytes. */
const memory = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 };

/** A thread gives back all that it took when it ends, pictures above all, of which V8 sees only the small ends. */
const mostPieces = 20;

/** Starts a thread that runs `file` within some memory. */
export function startWorker(file = ownThread, resourceLimits: ResourceLimits = memory): Worker {
  const thread = new Thread(file, { resourceLimits });
  thread.unref();
  let pieces = 0;
  let ended = false;
  const ends = new Promise<never>((_resolve, reject) => {
    const failed = (cause?: unknown) => {
      ended = true;
      reject(new AppError('INTERNAL', 'a thread ended before its work was done', { cause }));
    };
    thread.once('error', failed);
    thread.once('exit', () => failed());
  });
  // Nobody may be waiting for it.
  ends.catch(() => undefined);
  const end = async () => {
    ended = true;
    await thread.terminate();
  };
  return {
    async work(asked, withinMs) {
      pieces += 1;
      const answer = new Promise<Done>((resolve) => void thread.once('message', resolve));
      thread.postMessage(asked, [asked.data.buffer as ArrayBuffer]);
      const { promise: late, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(() => {
        reject(new AppError('BUSY', `${asked.task} took more than ${withinMs} ms`));
        void end();
      }, withinMs);
      try {
        const { bytes, failed } = await Promise.race([answer, ends, late]);
        if (bytes) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        throw new AppError('INTERNAL', `${asked.task} failed`, { cause: failed });
      } finally {
        clearTimeout(timer);
      }
    },
    isFit: () => !ended && pieces < mostPieces,
    end,
  };
}
