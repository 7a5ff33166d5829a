import type { NounReader, Self } from '../noun.ts';
import type { Deps } from '../use-case.ts';
import { forgetLinks } from './end.ts';
import { links } from './link.ts';

/** What links give to those who gather from every noun. */
export const linkReader = {
  collections: [links],
  mine: { none: 'a link waits for nobody' },
  own,
  subjects: { none: 'no message is about a link' },
  counts: { none: 'links are not part of the work' },
  part: { none: 'links end with the bot' },
  cleanUp: (deps, _networkId, moment) => forgetLinks(deps, moment),
} satisfies NounReader<'link'>;

/** Their links to calendars and files, without what these are made and found by. */
async function own({ store }: Deps, { actor }: Self) {
  const theirs = await Array.fromAsync(store.stream(links, { personId: actor.personId }));
  return { links: theirs.map(({ nonce: _nonce, hash: _hash, ...rest }) => rest) };
}
