import type { NounReader } from '../noun.ts';

/** What packages give to those who gather from every noun: they are made when asked for, and not stored. */
export const packageReader = {
  collections: [],
  mine: { none: 'a package waits for nobody yet' },
  own: { none: 'it is not stored' },
  subjects: { none: 'no message is about a package' },
  counts: { none: 'nothing of it is stored to be counted' },
  part: { none: 'it gathers from all nouns' },
  cleanUp: { none: 'it is not stored' },
} satisfies NounReader<'package'>;
