import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Runs a file of this folder in a process of its own and gives what it answered: memory, compiled code and caches of
 * one measurement are not there for the next. The input arrives as JSON in the first argument. Throws when
 * the process ends without an answer.
 */
export async function inChild<T>(file: string, input: unknown, stderr: 'inherit' | 'ignore' = 'inherit'): Promise<T> {
  const child = fork(join(import.meta.dirname, file), [JSON.stringify(input)], {
    execArgv: [],
    stdio: ['ignore', 'inherit', stderr, 'ipc'],
  });
  let answer: { readonly value: T } | undefined;
  child.once('message', (message) => {
    answer = message as { value: T };
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (!answer) throw new Error(`${file} ended with ${code} before it answered`);
  return answer.value;
}

/** The side of the child: reads the input, does the work, answers, and ends. */
export async function answerParent(work: (input: never) => Promise<unknown>): Promise<void> {
  const value = await work(JSON.parse(process.argv[2] ?? 'null') as never);
  await new Promise((sent) => process.send?.({ value }, sent));
  process.disconnect();
}
