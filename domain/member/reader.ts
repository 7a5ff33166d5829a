import type { NounReader } from '../noun.ts';

/** What this noun gives to those who gather from every noun: it gathers itself, and stores nothing. */
export const memberReader = {
  collections: [],
  mine: { none: 'it gathers what waits' },
  own: { none: 'it gathers what is kept' },
  subjects: { none: 'its weekly message is about a network, and leaves no trace' },
  counts: { none: 'it gathers from all nouns' },
  part: { none: 'it gathers from all nouns' },
  cleanUp: { none: 'it stores nothing' },
} satisfies NounReader<'member'>;
