import { z } from 'zod';
import { few } from './operation.ts';

const drawn = 'what one picture shows';

/** How a chart is to look: Teams' names for its themes. */
export const theme = z.enum(['default', 'dark', 'contrast']).default('default');

/** A picture of numbers, with everything that it shows in words beside it. */
export const Chart = z.object({
  svg: z.string(),
  alt: z.string().meta({ description: 'What the picture shows, in a sentence or two.' }),
  columns: few(z.string(), drawn),
  rows: few(few(z.string(), drawn), drawn).meta({
    description: 'The same numbers as a table; the first column names them.',
  }),
});
