import type { NounReader } from '../noun.ts';

/** What summaries give to those who gather from every noun: they are counted when asked for. */
export const summaryReader = {
  collections: [],
  mine: { none: 'numbers wait for nobody' },
  own: { none: 'it stores nothing' },
  subjects: { none: 'no message is about a number' },
  counts: { none: 'it gathers from all nouns' },
  part: { none: 'its numbers are the readers’ to count' },
  cleanUp: { none: 'it stores nothing' },
} satisfies NounReader<'summary'>;
