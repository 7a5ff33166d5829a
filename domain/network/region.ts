import { z } from 'zod';
import { LocalizedText } from '../text.ts';

/** A region (maakunta) by Statistics Finland's code. */
export const Region = z.object({ code: z.string(), name: LocalizedText });
export type Region = z.infer<typeof Region>;
