import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Runs a file of this folder in a process of its own and gives what it answered: memory, compiled code and caches of
 * one measurement are not there for the next. The input arrives as JSON in the first argument.
 */
export async function inChild<T>(file: string, input: unknown): Promise<T> {
  const child = fork(join(import.meta.dirname, file), [JSON.stringify(input)], { execArgv: [] });
  let answer: { readonly value: T } | undefined;
  child.once('message', (message) => {
    answer = message as { value: T };
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (!answer) throw new Error(`${file} ended with ${code} before it answered`);
  return answer.value;
}

/** The side of the child: reads the input, does the work, answers, and ends. */
export async function answerParent<I>(work: (input: I) => Promise<unknown>): Promise<void> {
  const value = await work(JSON.parse(process.argv[2] ?? 'null') as I);
  await new Promise((sent) => process.send?.({ value }, sent));
  process.disconnect();
}
