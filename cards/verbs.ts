import { deliveryVerbs } from './delivery/verbs.ts';
import { helpVerbs } from './help/verbs.ts';
import { meetingVerbs } from './meeting/verbs.ts';
import { memberVerbs } from './member/verbs.ts';
import { networkVerbs } from './network/verbs.ts';
import { packageVerbs } from './package/verbs.ts';
import { practiceVerbs } from './practice/verbs.ts';
import { summaryVerbs } from './summary/verbs.ts';
import { surveyVerbs } from './survey/verbs.ts';

/** Every verb a card may carry, with the shape of its data: what cards offer and the bot's registry must handle. */
export const verbs = {
  ...helpVerbs,
  ...meetingVerbs,
  ...networkVerbs,
  ...memberVerbs,
  ...surveyVerbs,
  ...practiceVerbs,
  ...summaryVerbs,
  ...packageVerbs,
  ...deliveryVerbs,
};

export type Verb = keyof typeof verbs;
