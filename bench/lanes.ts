/** How many times in a second a task was done, as measured over at least so many milliseconds. */
export async function perSecond(inFlight: number, ms: number, task: () => Promise<void>): Promise<number> {
  const start = performance.now();
  let done = 0;
  const lane = async () => {
    while (performance.now() - start < ms) {
      await task();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return (done / (performance.now() - start)) * 1000;
}
