import { z } from 'zod';
import { typed } from './input.ts';

/**
 * What a button says about a list of several pages: what is chosen on the others, what stands on this one, and which
 * page is shown next. Ids of Teams are long, so short keys stand for them; where most are chosen, `~` and those that
 * are not.
 */
export const Picking = z.object({
  others: z.string().max(20_000),
  shown: z.string().max(1000),
  /** What was searched when this page was shown. */
  searched: typed(100),
  page: z.number().int().min(0).max(10_000),
  /** Chooses everything or nothing, on all pages. */
  every: z.enum(['all', 'none']).optional(),
});
export type Picking = z.infer<typeof Picking>;

/** The input in which the list is searched, and the data of a button of the list. */
export const pickingInput = { pickSearch: typed(100), picking: Picking.optional() };
