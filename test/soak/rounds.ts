/** Whether the tests of faults run at their full length. */
export const isFull = process.env['SOAK'] === 'full';

/** How many rounds a test of faults runs: all of them when `SOAK` is `full`, otherwise a tenth. */
export function rounds(full: number): number {
  return isFull ? full : Math.ceil(full / 10);
}
