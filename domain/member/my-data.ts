import { members } from '../network/network.ts';
import { type Gathering, given, type OwnDeps } from '../noun.ts';
import type { Actor } from '../rights.ts';

/**
 * Everything that is kept about one person and can be told to be theirs, in all their networks, by what each noun calls
 * it; of memberships they have left too. For themselves alone. What they said in an anonymous survey is in it while the
 * survey is open: after its closing, nobody can tell any more which answer was whose.
 */
export async function myData(deps: OwnDeps & Gathering, actor: Actor): Promise<Readonly<Record<string, unknown>>> {
  const self = { actor, members: await deps.store.find(members, { personId: actor.personId }) };
  const each = await Promise.all(given(deps.nouns, 'own').map((ofNoun) => ofNoun(deps, self)));
  return Object.assign({ personId: actor.personId }, ...each);
}
