/** What comes out as in neither order, and why that is as it should be. */
interface Harmless {
  /** What both acts are, in either order. */
  readonly acts: readonly [RegExp, RegExp];
  readonly why: string;
}

export const harmless: readonly Harmless[] = [
  {
    acts: [/makes no coordinator of coordinator/, /makes no coordinator of coordinator/],
    why: 'Whoever presses has the rights they had then, and what is so already is done: nothing changes twice.',
  },
  {
    acts: [/^an instance (sends|is refused)$/, /^task delivery\.withdraw$/],
    why: 'A message that is just being sent is taken back by another one; when it did not arrive, that one is skipped.',
  },
];

/** Those faults that are none. */
export function isHarmless({ acts: [one, other] }: { readonly acts: readonly [string, string] }): Harmless | undefined {
  return harmless.find(({ acts: [a, b] }) => (a.test(one) && b.test(other)) || (a.test(other) && b.test(one)));
}
