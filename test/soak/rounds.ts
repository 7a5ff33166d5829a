/** How many rounds a test of faults runs: all of them when `SOAK` is `full`, otherwise a tenth. */
export function rounds(full: number): number {
  return process.env['SOAK'] === 'full' ? full : Math.ceil(full / 10);
}
