import { z } from 'zod';
import { tidyText } from '../../domain/text.ts';

/** How much of what was written after a command's word a card carries, in characters. */
export const longestArgument = 400;

/** The presses that cards about commands offer. */
export const helpVerbs = {
  /** Runs a command for whoever presses; `choose` keeps the card's network as the one their own chat is about. */
  'command.open': z.object({
    name: z.string().max(60),
    argument: z.string().max(longestArgument).transform(tidyText).default(''),
    choose: z.literal(true).optional(),
  }),
};
