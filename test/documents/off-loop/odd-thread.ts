// A thread that does what its data says, for the tests of those that wait for it.
import { parentPort } from 'node:worker_threads';

const answer = parentPort?.postMessage.bind(parentPort);

parentPort?.on('message', ({ data }: { data: Uint8Array }) => {
  const { does, text = '' } = JSON.parse(Buffer.from(data).toString('utf8')) as { does: string; text?: string };
  const eaten: unknown[] = [];
  switch (does) {
    case 'hang':
      for (;;) eaten[0] = does;
    case 'throw':
      throw new Error(text);
    case 'fail':
      answer?.({ failed: 'TypeError\n    at somewhere' });
      break;
    case 'exit':
      process.exit(3);
    case 'eat':
      for (;;) eaten.push(Array.from({ length: 10_000 }, () => does));
    default:
      answer?.({ bytes: new TextEncoder().encode(`${text}!`) });
  }
});
