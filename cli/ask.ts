import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

/** Asks whoever sits at the terminal whether to go on. Only "yes" means it; closing the terminal's input means no. */
export async function askYes(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<boolean> {
  const terminal = createInterface({ input, output });
  try {
    const closed = once(terminal, 'close').then(() => '');
    const answer = await Promise.race([terminal.question(`${question} Type yes to go on: `), closed]);
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    terminal.close();
  }
}
