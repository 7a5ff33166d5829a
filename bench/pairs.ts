/** A measurement of each of two sides. */
export interface Measured<T> {
  readonly a: T;
  readonly b: T;
}

/** Two sides to be compared; each call measures one of them once, in a state of its own. */
export interface Sides<T> {
  a(): Promise<T>;
  b(): Promise<T>;
}

/**
 * Measures two sides by turns, so that whatever else the machine does meets both alike; who comes first changes from
 * pair to pair.
 */
export async function measurePairs<T>(
  count: number,
  sides: Sides<T>,
  tell: (progress: string) => void,
): Promise<Measured<T>[]> {
  const pairs: Measured<T>[] = [];
  for (let pair = 0; pair < count; pair += 1) {
    tell(`pair ${pair + 1} of ${count}`);
    if (pair % 2 === 0) {
      const a = await sides.a();
      pairs.push({ a, b: await sides.b() });
    } else {
      const b = await sides.b();
      pairs.push({ a: await sides.a(), b });
    }
  }
  return pairs;
}
