import { deliveryReader } from './delivery/reader.ts';
import { linkReader } from './link/reader.ts';
import { meetingReader } from './meeting/reader.ts';
import { memberReader } from './member/reader.ts';
import { networkReader } from './network/reader.ts';
import type { Nouns } from './noun.ts';
import { packageReader } from './package/reader.ts';
import { practiceReader } from './practice/reader.ts';
import { summaryReader } from './summary/reader.ts';
import { surveyReader } from './survey/reader.ts';

/** Every noun there is, in the order in which lists show what is theirs. Only `main.ts` files import this. */
export const nouns: Nouns = {
  network: networkReader,
  survey: surveyReader,
  meeting: meetingReader,
  practice: practiceReader,
  member: memberReader,
  summary: summaryReader,
  package: packageReader,
  delivery: deliveryReader,
  link: linkReader,
};
