import { z } from 'zod';
import { Moment, recordShape } from '../record.ts';
import { collection } from '../store.ts';
import { Language } from '../text.ts';

/** What a link opens: a meeting or a network's schedule for a calendar, a package, a list of messages, a survey's results. */
export const linkPurposes = ['meeting', 'schedule', 'package', 'messages', 'results'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/**
 * A link of one person for one purpose. Its address ends in a secret that is not stored: it is made from `nonce` and a
 * key that lies apart from the data, and found again by its hash.
 */
export const Link = z.object({
  ...recordShape,
  personId: z.string(),
  purpose: z.enum(linkPurposes),
  networkId: z.string(),
  /** The meeting, the network, or whatever messages and results are about. */
  subjectId: z.string(),
  /** Of a file that is written in the reader's language. */
  language: Language.optional(),
  /** Told by nothing that is known of the link, and never used for another one. */
  nonce: z.string(),
  /** SHA-256 of the secret. */
  hash: z.string(),
  createdAt: Moment,
  /** It works until then. */
  expiresAt: Moment,
});
export type Link = z.infer<typeof Link>;
export const links = collection('links', Link, { indexes: ['personId', 'networkId', 'hash', 'expiresAt'] });
