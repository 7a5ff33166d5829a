import { ownBudget } from '../../domain/delivery/budget.ts';

/** The only instance, which waits for nothing: how the bot runs on a clock that stands still. */
export function loneInstance() {
  return { instance: { name: 'test', alone: true, budget: ownBudget() }, sleep: async () => undefined };
}
