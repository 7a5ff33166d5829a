import { z } from 'zod';

/** The presses that the status summary offers. */
export const summaryVerbs = {
  'summary.show': z.object({}),
  /** One page of what waits for whom, from 0. */
  'summary.waiting': z.object({ page: z.number().int().min(0).max(10_000) }),
};
