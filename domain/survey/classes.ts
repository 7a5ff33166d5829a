import { members, networks, type Organisation, organisations } from '../network/network.ts';
import type { StoreReader } from '../store.ts';
import { load } from '../use-case.ts';
import { audienceOf } from './audience.ts';
import type { Response } from './response.ts';
import type { Breakdown, Survey } from './survey.ts';

/** Of whom nothing is known that would put them elsewhere. No group, type or region can have such a code. */
export const noClass = '-none';
/** Who is in more than one of the groups asked: everybody is in one class, so that classes add up to the total. */
export const severalGroups = '-several';
/** Classes too small to be told apart. */
export const mergedClass = '-other';

/** The class of one answer by what results are divided by: a group's id, a type, a region, or one of the above. */
export type Classes = Readonly<Partial<Record<Breakdown, string>>>;

/** Reads who is what in a survey's network now, and gives the classes of whoever answered. */
export async function classifier(store: StoreReader, survey: Survey): Promise<(response: Response) => Classes> {
  const { networkId } = survey;
  const network = await load(store, networks, networkId);
  const known = new Map<string, Organisation>();
  for await (const organisation of store.stream(organisations, { networkId })) known.set(organisation.id, organisation);
  const groupsOf = new Map<string, readonly string[]>();
  for await (const { id, groupIds } of store.stream(members, { networkId })) groupsOf.set(id, groupIds);
  const asked = askedGroups(survey);
  return ({ memberId = '', organisationId = '' }) => {
    const inGroups = (groupsOf.get(memberId) ?? []).filter((id) => asked?.includes(id) ?? true);
    const organisation = known.get(organisationId);
    return {
      group: inGroups.length > 1 ? severalGroups : (inGroups[0] ?? noClass),
      organisationType: organisation?.type ?? noClass,
      region: organisation ? (organisation.region ?? network.region) : noClass,
    };
  };
}

/** The groups that a survey asks; undefined when it asks across all of them. */
function askedGroups(survey: Survey): readonly string[] | undefined {
  const audience = audienceOf(survey);
  return audience.kind === 'groups' ? audience.groupIds : undefined;
}
