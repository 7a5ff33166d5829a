import { z } from 'zod';

/** The presses that knowledge package cards offer. */
export const packageVerbs = {
  'package.show': z.object({}),
};
