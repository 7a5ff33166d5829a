import { deliveryFeature } from './delivery/feature.ts';
import type { Feature } from './feature.ts';
import { createHelp } from './help/feature.ts';
import { meetingFeature } from './meeting/feature.ts';
import { languageFeature, memberFeature } from './member/feature.ts';
import { networkFeature } from './network/feature.ts';
import { packageFeature } from './package/feature.ts';
import { practiceFeature } from './practice/feature.ts';
import { summaryFeature } from './summary/feature.ts';
import { surveyFeature } from './survey/feature.ts';

const nouns = [
  memberFeature,
  surveyFeature,
  meetingFeature,
  practiceFeature,
  summaryFeature,
  deliveryFeature,
  packageFeature,
  networkFeature,
  languageFeature,
];

/** All that the bot can do: one line per noun. The order is that of the help card. */
export const features: readonly Feature[] = [createHelp(nouns.flatMap((noun) => noun.commands)), ...nouns];
