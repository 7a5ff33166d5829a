import { z } from 'zod';
import { Choices, DayInput, Id, typed } from '../input.ts';

const lead = z.object({
  memberId: Id.or(z.literal('')).default(''),
  groupId: Id.or(z.literal('')).default(''),
  search: typed(100),
});

/** The presses that network cards offer, and what each brings along. */
export const networkVerbs = {
  'network.setUp': z.object({}),
  'network.create': z.object({ name: typed(100), region: typed(60), projectEndsOn: DayInput, channels: Choices }),
  'network.show': z.object({}),
  'network.members': z.object({ search: typed(100) }),
  'network.makeLead': lead,
  'network.removeLead': lead,
  /** Registers those who have joined the team since. */
  'network.sync': z.object({}),
};
