import { z } from 'zod';
import { languages } from '../../domain/text.ts';
import { YesOrNo } from '../input.ts';

/** The presses that a member's own cards offer. */
export const memberVerbs = {
  'member.language': z.object({ language: z.enum(languages) }),
  'member.reminders': z.object({ wanted: YesOrNo }),
  'member.digest': z.object({ wanted: YesOrNo }),
};
