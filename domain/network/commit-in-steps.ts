import { stepSize } from '../stepwise.ts';
import type { Write } from '../store.ts';
import type { Deps } from '../use-case.ts';

/**
 * Commits changes of many members, those of one member together, so many members at a time that a commit stays small.
 * Killed in between, the rest is left for the next reading of the roster. `done` hears how many members each commit
 * changed; `ground` is committed with each of them: checks of what all of the changes rest on.
 */
export async function commitInSteps(
  deps: Deps,
  changes: readonly (readonly Write[])[],
  done: (count: number) => void = () => undefined,
  ground: readonly Write[] = [],
): Promise<void> {
  for (let start = 0; start < changes.length; start += stepSize) {
    const step = changes.slice(start, start + stepSize);
    await deps.store.commit([...step.flat(), ...ground]);
    done(step.length);
  }
}
