import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type ChartData, drawChart } from './chart.ts';

let last: Promise<unknown> = Promise.resolve();

/**
 * Draws the same chart as a picture (PNG) on white, for documents. The same data gives the same bytes. Pictures are made
 * one after the other, so that many asked for at once take no more memory than one.
 */
export async function drawPicture(data: ChartData): Promise<Buffer> {
  const svg = await drawChart(data, 'default');
  const picture = last.then(() => raster(svg));
  last = picture.catch(() => undefined);
  return picture;
}

async function raster(svg: string): Promise<Buffer> {
  const worker = new Worker(new URL('./raster.ts', import.meta.url), { workerData: svg });
  try {
    const [bytes] = (await once(worker, 'message')) as [Uint8Array];
    return Buffer.from(bytes);
  } finally {
    await worker.terminate();
  }
}
