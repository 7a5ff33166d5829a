import { ownBudget } from '../../domain/delivery/budget.ts';
import { createRates } from '../../http/rates.ts';

/** The only instance, which waits for nothing: how the bot runs on a clock that a test moves, and that never jumps. */
export function loneInstance({ now }: { now(): Date }) {
  const elapsed = () => now().getTime();
  return {
    instance: { name: 'test', alone: true, budget: ownBudget() },
    sleep: async () => undefined,
    elapsed,
    rates: createRates(elapsed),
  };
}
