/** The present moment by the machine's clock: what everything outside tests is given as `now`. */
export function systemClock(): Date {
  return new Date();
}
