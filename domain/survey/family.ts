import { AppError, quotable } from '../errors.ts';
import { groups, type Network, networks } from '../network/network.ts';
import { type Actor, authorise, canSomewhere, membershipIn } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { audienceOf } from './audience.ts';
import { settleAudience } from './choose.ts';
import { assertRoomForSurvey } from './room.ts';
import { type Audience, type Survey, surveys } from './survey.ts';

/**
 * The other networks in which the actor may make the same survey: none for one that asks about what is of its own
 * network alone, its practices.
 */
export async function otherNetworks(store: StoreReader, actor: Actor, survey: Survey): Promise<Network[]> {
  if (isOfItsNetwork(survey)) return [];
  const ids = actor.memberships.map(({ networkId }) => networkId).filter((id) => id !== survey.networkId);
  const open = ids.filter((networkId) => canSomewhere(actor, 'survey.create', networkId));
  const found = await Promise.all(open.map((id) => store.get(networks, id)));
  return found.filter((network) => network !== undefined);
}

/** A question about one practice carries the practice's id behind a colon: `draftSurvey` makes them so. */
function isOfItsNetwork({ questions }: Survey): boolean {
  return questions.some(({ code }) => code.includes(':'));
}

/**
 * The same survey for other networks, each a draft of its own: same questions and times, asked of the same types of
 * organisations where the first one is and its maker may, else of the whole network by its coordinator, or of the
 * groups that its maker leads there. Rights are checked in each network by itself: throws as `settleAudience` does.
 */
export async function copiesFor(
  deps: Deps,
  actor: Actor,
  survey: Survey,
  networkIds: readonly string[],
): Promise<Survey[]> {
  const others = [...new Set(networkIds)].filter((id) => id !== survey.networkId);
  if (others.length > 0 && isOfItsNetwork(survey)) {
    throw new AppError('SURVEY_AUDIENCE_INVALID', `survey ${survey.id} asks about practices of its network`);
  }
  return Promise.all(others.map((networkId) => copyFor(deps, actor, survey, networkId)));
}

async function copyFor(deps: Deps, actor: Actor, survey: Survey, networkId: string): Promise<Survey> {
  if (membershipIn(actor, networkId) && !canSomewhere(actor, 'survey.create', networkId)) {
    throw new AppError('FORBIDDEN', `survey.create: no right in network ${quotable(networkId)}`);
  }
  const audience = await audienceIn(deps.store, actor, networkId, audienceOf(survey));
  const settled = await settleAudience(deps.store, actor, { networkId, audience });
  const { memberId } = authorise(actor, 'survey.create', { networkId, ...settled });
  await assertRoomForSurvey(deps.store, memberId);
  return {
    ...survey,
    ...settled,
    id: deps.newId(),
    version: 0,
    networkId,
    createdBy: memberId,
    createdAt: deps.now().toISOString(),
    // Another network has rounds of its own.
    earlierRoundId: undefined,
  };
}

async function audienceIn(store: StoreReader, actor: Actor, networkId: string, first: Audience): Promise<Audience> {
  const membership = membershipIn(actor, networkId);
  if (membership?.roles.includes('coordinator')) {
    return first.kind === 'organisationTypes' ? first : { kind: 'network' };
  }
  const led = await Promise.all((membership?.leads ?? []).map((id) => store.get(groups, id)));
  return { kind: 'groups', groupIds: led.flatMap((group) => (group?.networkId === networkId ? group.id : [])) };
}

/** The names of the other networks in which a survey was made at once with this one, as far as the actor is in them. */
export async function familyNetworks(store: StoreReader, actor: Actor, survey: Survey): Promise<Network[]> {
  if (survey.familyId === undefined) return [];
  const found: Network[] = [];
  for (const { networkId } of actor.memberships) {
    if (networkId === survey.networkId || !(await hasOne(store, networkId, survey.familyId))) continue;
    const network = await store.get(networks, networkId);
    if (network) found.push(network);
  }
  return found;
}

async function hasOne(store: StoreReader, networkId: string, familyId: string): Promise<boolean> {
  for await (const survey of store.stream(surveys, { networkId })) if (survey.familyId === familyId) return true;
  return false;
}
