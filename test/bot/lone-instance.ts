import { ownBudget } from '../../domain/delivery/budget.ts';

/** The only instance, which waits for nothing: how the bot runs on a clock that a test moves, and that never jumps. */
export function loneInstance({ now }: { now(): Date }) {
  return {
    instance: { name: 'test', alone: true, budget: ownBudget() },
    sleep: async () => undefined,
    elapsed: () => now().getTime(),
  };
}
