/** Where a command writes. Results go to `out`, progress and complaints to `err`. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
  /** Whether somebody watches: progress is only shown to people. */
  readonly watched: boolean;
}

/** One command for operators. */
export interface Command {
  /** How it is called, in one line. */
  readonly usage: string;
  /** Does it, and gives the exit code: 0 done, 1 failed. Throws `WrongUse` when it was called wrongly. */
  run(args: readonly string[], output: Output): Promise<0 | 1>;
}

/** The command was called in a way it does not understand; the message says how it should be. */
export class WrongUse extends Error {}

/** The command could not do what was asked; the message says why, in words for an operator. */
export class Failure extends Error {}
