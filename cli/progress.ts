import type { Output } from './command.ts';

/** Shows people, and only them, one line that says what is being done at the moment. */
export function createProgress(output: Output) {
  // Back to the start of the line, and clear what stands there (ECMA-48, EL).
  const cleared = '\r\u001b[K';
  let shown = false;
  return {
    /** Puts the text in place of what the line said before. */
    show(text: string): void {
      if (!output.watched) return;
      output.err(`${cleared}${text}`);
      shown = true;
    },
    /** Takes the line away, so that a result or a complaint can stand there. */
    done(): void {
      if (shown) output.err(cleared);
      shown = false;
    },
  };
}
