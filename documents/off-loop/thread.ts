// Runs in a thread of its own: does one piece of work after another, each from bytes of JSON to bytes.
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { type Task, tasks } from './tasks.ts';
import type { Asked, Done } from './worker.ts';

// Linux alone knows priorities of threads: elsewhere this would slow the whole process.
if (process.platform === 'linux') setPriority(5);

const answer = parentPort?.postMessage.bind(parentPort);
parentPort?.on('message', (asked: Asked) => void work(asked));

async function work({ task, data }: Asked): Promise<void> {
  const made = await done(task, data);
  answer?.(made, made.bytes ? [made.bytes.buffer as ArrayBuffer] : []);
}

async function done(task: Task, data: Uint8Array): Promise<Done> {
  try {
    const make = tasks[task] as (data: unknown) => Promise<Uint8Array>;
    const bytes = await make(JSON.parse(Buffer.from(data).toString('utf8')));
    // A copy: small buffers share one piece of memory, which only goes as a whole.
    return { bytes: new Uint8Array(bytes) };
  } catch (error) {
    return { failed: stackOf(error) };
  }
}

/** Where something went wrong, and not what it says: that may quote what people wrote. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const places = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [error.name, ...places].join('\n');
}
