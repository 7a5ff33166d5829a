import { z } from 'zod';

/** How a chart is to look: Teams' names for its themes. */
export const theme = z.enum(['default', 'dark', 'contrast']).default('default');

/** A picture of numbers, with everything that it shows in words beside it. */
export const Chart = z.object({
  svg: z.string(),
  alt: z.string().meta({ description: 'What the picture shows, in a sentence or two.' }),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())).meta({ description: 'The same numbers as a table; the first column names them.' }),
});
