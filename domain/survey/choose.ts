import { AppError, quotable } from '../errors.ts';
import { isPresent } from '../network/actor.ts';
import { groups, type Member, members, organisations, type WorkingGroup } from '../network/network.ts';
import { type Actor, authorise, authoriseSomewhere, can, type Membership, membershipIn } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { comparable } from '../text.ts';
import { askedMembers, audienceOf, countAsked, hasChannels } from './audience.ts';
import { Audience, mostChosen, type Survey, surveys } from './survey.ts';

/** Whom somebody wants to ask, as it came from outside: a group, or an audience in its place. */
export interface AudienceChoice {
  readonly networkId: string;
  /** The group asked; of chosen people, the one whose leads look after the survey. */
  readonly groupId?: string | undefined;
  readonly audience?: Audience | undefined;
}

/** What a survey keeps of whom it asks. */
export type Settled = Pick<Survey, 'groupId' | 'audience'>;

/**
 * Looks up whom a survey is to ask, and whether its maker may: leads the members of groups they lead, coordinators
 * anybody in the network. A survey of one group is looked after by that group's leads; one of several by those who lead
 * them all, if such a one makes it; any other is the coordinators' own. Throws `NOT_MEMBER`, `FORBIDDEN`, and
 * `SURVEY_AUDIENCE_INVALID` when nobody is named, or something that is not of this network.
 */
export async function settleAudience(store: StoreReader, actor: Actor, request: AudienceChoice): Promise<Settled> {
  const { networkId } = request;
  const membership = membershipIn(actor, networkId);
  if (!membership) throw new AppError('NOT_MEMBER', `not a member of network ${quotable(networkId)}`);
  const audience = parseAudience(request);
  switch (audience.kind) {
    case 'groups':
      return ofGroups(store, actor, membership, audience.groupIds);
    case 'network':
    case 'organisationTypes':
      authorise(actor, 'survey.create', { networkId, audience });
      return { groupId: undefined, audience };
    case 'members':
      return ofPeople(store, actor, membership, audience.memberIds, request.groupId);
  }
}

function parseAudience({ groupId, audience }: AudienceChoice): Audience {
  const wanted = audience ?? { kind: 'groups', groupIds: groupId === undefined ? [] : [groupId] };
  const parsed = Audience.safeParse(wanted);
  if (!parsed.success)
    throw new AppError('SURVEY_AUDIENCE_INVALID', 'asks nobody, or too many one by one', {
      fields: { audience: 'required' },
    });
  return parsed.data;
}

const notAnOption = { audience: 'notAnOption' } as const;

async function ofGroups(
  store: StoreReader,
  actor: Actor,
  { networkId, leads }: Membership,
  asked: readonly string[],
): Promise<Settled> {
  const groupIds = [...new Set(asked)];
  const [first = ''] = groupIds;
  const audience: Audience | undefined = groupIds.length > 1 ? { kind: 'groups', groupIds } : undefined;
  authorise(actor, 'survey.create', { networkId, groupId: first, audience });
  const found = await Promise.all(groupIds.map((id) => store.get(groups, id)));
  assertOf(networkId, found);
  const own = audience === undefined || groupIds.every((id) => leads.includes(id));
  return { groupId: own ? first : undefined, audience };
}

async function ofPeople(
  store: StoreReader,
  actor: Actor,
  { networkId, leads }: Membership,
  asked: readonly string[],
  wanted: string | undefined,
): Promise<Settled> {
  const anybody = can(actor, 'survey.create', { networkId });
  const groupId = wanted ?? (anybody ? undefined : leads[0]);
  authorise(actor, 'survey.create', { networkId, groupId });
  const memberIds = [...new Set(asked)];
  const found = await membersWith(store, networkId, memberIds);
  if (found.length < memberIds.length || !found.every(isPresent)) {
    const why = `asks somebody who is not in network ${networkId}, or has left it`;
    throw new AppError('SURVEY_AUDIENCE_INVALID', why, { fields: notAnOption });
  }
  if (!anybody && !found.every((member) => member.groupIds.some((id) => leads.includes(id)))) {
    throw new AppError('FORBIDDEN', 'asks somebody of a group of others');
  }
  if (groupId !== undefined) assertOf(networkId, [await store.get(groups, groupId)]);
  return { groupId, audience: { kind: 'members', memberIds } };
}

/** The members of a network with some ids, in the order given; whoever is not of it is left out. */
async function membersWith(store: StoreReader, networkId: string, ids: readonly string[]): Promise<Member[]> {
  if (ids.length === 0) return [];
  // One reading of the network, since hundreds may be chosen.
  const all = new Map<string, Member>();
  for await (const member of store.stream(members, { networkId })) all.set(member.id, member);
  return ids.flatMap((id) => all.get(id) ?? []);
}

function assertOf(networkId: string, records: readonly ({ readonly networkId: string } | undefined)[]): void {
  if (records.every((record) => record?.networkId === networkId)) return;
  throw new AppError('SURVEY_AUDIENCE_INVALID', `asks something that is not of network ${networkId}`, {
    fields: notAnOption,
  });
}

/** What asking somebody comes to, before it is kept. */
export interface AudienceView {
  /** How many answers are awaited. */
  readonly count: number;
  /** Whether there are channels to post it in. */
  readonly channels: boolean;
  /** Those chosen one by one who can be asked, in the order given; empty when people are not chosen so. */
  readonly people: readonly Member[];
}

/**
 * Tells its maker what asking somebody comes to, without those among chosen people who have left or are not theirs to
 * ask. Throws as `settleAudience` does.
 */
export async function lookAtAudience(
  store: StoreReader,
  actor: Actor,
  request: AudienceChoice & Pick<Survey, 'respondent'>,
): Promise<AudienceView> {
  const { networkId, respondent, audience } = request;
  const ids = audience?.kind === 'members' ? audience.memberIds.slice(0, mostChosen) : [];
  const people = await askableMembers(store, actor, networkId, ids);
  const among: Audience | undefined =
    audience?.kind === 'members' ? { ...audience, memberIds: people.map(({ id }) => id) } : audience;
  const survey = { networkId, respondent, ...(await settleAudience(store, actor, { ...request, audience: among })) };
  return { count: await countAsked(store, survey), channels: hasChannels(survey), people };
}

/**
 * The groups whose members the actor may ask, and whether they may ask anybody. Throws `NOT_MEMBER`, and `FORBIDDEN` to
 * those who may ask nobody.
 */
export async function groupsToAsk(
  store: StoreReader,
  actor: Actor,
  networkId: string,
): Promise<{ groups: WorkingGroup[]; anybody: boolean }> {
  authoriseSomewhere(actor, 'survey.create', networkId);
  const all = await store.find(groups, { networkId });
  const asked = all.filter(({ id: groupId }) => can(actor, 'survey.create', { networkId, groupId }));
  return { groups: asked, anybody: can(actor, 'survey.create', { networkId }) };
}

/** Those with some ids who are still in a network and whom the actor may choose to be asked, in the order given. */
export async function askableMembers(
  store: StoreReader,
  actor: Actor,
  networkId: string,
  ids: readonly string[],
): Promise<Member[]> {
  const mayAsk = ({ groupIds }: Member) =>
    [undefined, ...groupIds].some((groupId) => can(actor, 'survey.create', { networkId, groupId }));
  const found = await membersWith(store, networkId, ids);
  return found.filter((member) => isPresent(member) && mayAsk(member));
}

/** Whom a draft asks that the actor is about to change; undefined when there is none, or it is not theirs. */
export async function audienceBefore(
  store: StoreReader,
  actor: Actor,
  surveyId: string,
): Promise<Audience | undefined> {
  const survey = await store.get(surveys, surveyId);
  return survey && can(actor, 'survey.manage', survey) ? audienceOf(survey) : undefined;
}

/** Throws `SURVEY_NOBODY_ASKED` when a survey that goes to people alone would reach none of them. */
export async function assertSomebody(store: StoreReader, survey: Survey): Promise<void> {
  if (hasChannels(survey)) return;
  for await (const _ of askedMembers(store, survey)) return;
  throw new AppError('SURVEY_NOBODY_ASKED', `survey ${survey.id} asks nobody`);
}

/** Whom of a network a survey's maker looks for, to choose people one by one. */
export interface PeopleQuery {
  readonly networkId: string;
  /** Of this group; else of all groups that the maker may ask. */
  readonly groupId?: string | undefined;
  /** Part of a name or of an organisation's name, in any case; empty for all. */
  readonly search: string;
  /** Ids of those chosen already, who are not given again. */
  readonly besides: readonly string[];
}

/**
 * The first members by name in Finnish order whom the actor may ask, and whether there are more. Leads those of their
 * groups, coordinators all.
 */
export async function peopleToAsk(
  store: StoreReader,
  actor: Actor,
  request: PeopleQuery & { readonly limit: number },
): Promise<{ found: Member[]; more: boolean }> {
  const found = await allToAsk(store, actor, request);
  return { found: found.slice(0, request.limit), more: found.length > request.limit };
}

/** All of them; rights as above. */
export async function allToAsk(store: StoreReader, actor: Actor, request: PeopleQuery): Promise<Member[]> {
  const { networkId, groupId } = request;
  const leads = membershipIn(actor, networkId)?.leads ?? [];
  authorise(actor, 'survey.create', { networkId, groupId: groupId ?? leads[0] });
  const anybody = can(actor, 'survey.create', { networkId });
  const where = groupId !== undefined ? { groupIds: groupId } : anybody ? {} : { groupIds: leads };
  const search = comparable(request.search);
  const said = new Map<string, string>();
  for await (const { id, name } of store.stream(organisations, { networkId })) said.set(id, name);
  const found: Member[] = [];
  for await (const member of store.stream(members, { networkId, ...where })) {
    const names = [member.name, said.get(member.organisationId ?? '') ?? ''].map(comparable);
    if (isPresent(member) && names.some((name) => name.includes(search)) && !request.besides.includes(member.id))
      found.push(member);
  }
  return found.sort((a, b) => a.name.localeCompare(b.name, 'fi'));
}
