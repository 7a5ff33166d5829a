import type { NounReader, Self } from '../noun.ts';
import type { PartDeps } from '../package-part.ts';
import type { StoreReader } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { absences } from './absence.ts';
import { auditEntries } from './audit.ts';
import { groups, installations, type Member, members, networks, organisations, people } from './network.ts';
import { packagePeople } from './package-part.ts';

/** What networks give to those who gather from every noun. */
export const networkReader = {
  collections: [networks, groups, organisations, members, people, installations, absences, auditEntries],
  mine: { none: 'a question to coordinators comes as a message and stands on their page of the network' },
  own,
  subjects: { none: 'its questions are between the bot and those who look after the network, in no list' },
  counts: { none: 'members are counted with each group' },
  part: async (deps: PartDeps) => ({ people: await packagePeople(deps) }),
  cleanUp: { none: 'members who left are named in what they wrote' },
} satisfies NounReader<'network'>;

/**
 * The chosen language and the chat with the bot, undefined when neither is known; where they are or were a member; what
 * they changed of roles, organisations and groups, and what was changed of theirs.
 */
async function own({ store }: Deps, { actor, members: each }: Self) {
  const changes = await Promise.all(each.map((member) => changesOf(store, member)));
  return { person: await store.get(people, actor.personId), members: each, auditEntries: changes.flat() };
}

async function changesOf(view: StoreReader, { id }: Member) {
  const about = await Array.fromAsync(view.stream(auditEntries, { subjectId: id }));
  const by = await Array.fromAsync(view.stream(auditEntries, { byMemberId: id }));
  return [...about, ...by.filter(({ subjectId }) => subjectId !== id)];
}
