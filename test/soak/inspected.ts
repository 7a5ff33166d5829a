import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

/** A process of Node that was started with `--inspect`, seen from inside. */
export interface Inspected {
  /** Collects its garbage, and gives the bytes that are left: of the heap, and of buffers beside it. */
  keptBytes(): Promise<number>;
  /** For how long its main thread, and that of who looks, have waited for a processor, in milliseconds; 0 where no system tells. */
  waitedMs(): Promise<number>;
  close(): void;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize: number;
}

/** `said` is what the process wrote at its start, which tells where its inspector listens, and in the log its id. */
export async function inspectProcess(said: string): Promise<Inspected> {
  const address = /ws:\/\/\S+/.exec(said)?.[0];
  if (address === undefined) throw new Error('the process has no inspector');
  const pid = /"pid":(\d+)/.exec(said)?.[1];
  const socket = new WebSocket(address);
  await once(socket, 'open');
  let last = 0;
  /** One question at a time (Chrome DevTools Protocol). */
  async function ask(method: string): Promise<unknown> {
    last += 1;
    const id = last;
    socket.send(JSON.stringify({ id, method }));
    for (;;) {
      const [{ data }] = (await once(socket, 'message')) as [{ readonly data: string }];
      const message = JSON.parse(data) as { id?: number; result?: unknown };
      if (message.id === id) return message.result;
    }
  }
  return {
    async keptBytes() {
      // What has a finaliser goes with the second collection.
      for (let times = 0; times < 2; times += 1) await ask('HeapProfiler.collectGarbage');
      const { usedSize, backingStorageSize } = (await ask('Runtime.getHeapUsage')) as HeapUsage;
      return usedSize + backingStorageSize;
    },
    async waitedMs() {
      const told = [pid, 'self'].map((of) => readFile(`/proc/${of}/schedstat`, 'utf8').catch(() => ''));
      return (await Promise.all(told)).reduce((sum, text) => sum + Number(text.split(' ')[1] ?? 0) / 1e6, 0);
    },
    close: () => socket.close(),
  };
}
