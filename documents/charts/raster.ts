// Runs in a thread of its own, which gives back all that it took when it ends: V8 sees only the small ends of the
// library's large pictures, and would let a hundred megabytes of them wait for its next great collection.
import { parentPort, workerData } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';
import { pictureFont } from './letters.ts';

/** How many points of a picture make a pixel of the drawing: sharp in print at the width of a page. */
const sharpness = 3;

const options = { font: pictureFont, background: '#ffffff', fitTo: { mode: 'zoom', value: sharpness } } as const;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port knows no origins
parentPort?.postMessage(new Resvg(String(workerData), options).render().asPng());
