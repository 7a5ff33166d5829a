import type { Card } from '../../cards/card.ts';
import { type Picked, pickedAmong } from '../../cards/pick-many.ts';
import {
  type Choosing,
  chooseGroupsCard,
  choosePeopleCard,
  chooseTypesCard,
  mostFound,
} from '../../cards/survey/choose.ts';
import { type Wider, widerCode, widerKinds } from '../../cards/survey/make.ts';
import { mostChosenInChat } from '../../cards/survey/verbs.ts';
import { organisationNames } from '../../domain/network/directory.ts';
import { type OrganisationType, organisationTypes, type WorkingGroup } from '../../domain/network/network.ts';
import { audienceOf } from '../../domain/survey/audience.ts';
import { askableMembers, audienceBefore, groupsToAsk, peopleToAsk } from '../../domain/survey/choose.ts';
import type { Audience, Survey } from '../../domain/survey/survey.ts';
import type { DataOf, Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

type Typed = DataOf<'survey.draft'>;

/** The groups of the network whose members this person may ask, the channel's own group first, and what else. */
export async function askable(turn: Turn): Promise<{ groups: WorkingGroup[]; wider: Wider[] }> {
  const { groups: own, anybody } = await groupsToAsk(turn.deps.store, turn.actor, networkOf(turn).id);
  const offered = { groups: own.length > 1, network: anybody, organisationTypes: anybody, members: true };
  return {
    groups: own.sort((a, b) => Number(b.id === turn.group?.id) - Number(a.id === turn.group?.id)),
    wider: widerKinds.filter((kind) => offered[kind]),
  };
}

/** How the form names what a survey asks: its one group, or a wider kind. */
export function askedInForm(survey: Survey): string {
  const audience = audienceOf(survey);
  const one = audience.kind === 'groups' && audience.groupIds.length === 1;
  return one ? (audience.groupIds[0] ?? '') : widerCode(audience.kind);
}

/** The audience that a form names, or the card on which it is chosen. */
export async function chosenAudience(turn: Turn, typed: Typed): Promise<Audience | Card> {
  const kind = widerKinds.find((one) => widerCode(one) === typed.groupId);
  if (kind === undefined) return { kind: 'groups', groupIds: [typed.groupId] };
  if (kind === 'network') return { kind };
  if (!typed.chosen) return choosingCard(turn, typed, kind, await chosenEarlier(turn, typed, kind));
  if (kind === 'groups') return chosenGroups(turn, typed);
  const chosen = chosenNow(typed, kind);
  if (chosen.length === 0) return choosingCard(turn, typed, kind, chosen, 'survey:nothingChosen');
  if (kind === 'organisationTypes') return { kind, types: chosen.filter(isType) };
  if (chosen.length > mostChosenInChat) return choosingCard(turn, typed, kind, chosen, 'survey:tooManyPeople');
  return { kind, memberIds: chosen };
}

/** The card on which it is chosen exactly whom a survey asks, with what was chosen. */
export async function choosingAgain(turn: Turn, typed: Typed): Promise<Card> {
  const kind = widerKinds.find((one) => widerCode(one) === typed.groupId);
  if (kind === undefined || kind === 'network' || kind === 'groups') return groupsCard(turn, typed);
  return choosingCard(turn, typed, kind, chosenNow(typed, kind));
}

async function chosenGroups(turn: Turn, typed: Typed): Promise<Audience | Card> {
  const groupIds = [...pickedGroups((await askable(turn)).groups, typed).chosen];
  return groupIds.length > 0 ? { kind: 'groups', groupIds } : groupsCard(turn, typed, 'survey:nothingChosen');
}

function pickedGroups(asked: readonly WorkingGroup[], typed: Typed): Picked {
  return pickedAmong(
    asked.map(({ id }) => id),
    typed.groups,
    typed,
  );
}

/** Another page of the groups, or what is searched among them; those chosen stay. */
export async function groupsCard(turn: Turn, typed: Typed, fault?: string): Promise<Card> {
  const { groups: asked } = await askable(turn);
  return chooseGroupsCard(turn.reader, { typed: carried(typed), fault }, asked, pickedGroups(asked, typed));
}

type Chosen = Exclude<Wider, 'network'>;

function chosenNow(typed: Typed, kind: Exclude<Chosen, 'groups'>): string[] {
  return kind === 'organisationTypes' ? typed.types.filter(isType) : [...new Set([...typed.people, ...typed.found])];
}

function isType(code: string): code is OrganisationType {
  return organisationTypes.some((type) => type === code);
}

/** What the draft asks that the form is about to change, if it is of the same kind. */
async function chosenEarlier(turn: Turn, { surveyId }: Typed, kind: Chosen): Promise<string[]> {
  const audience = await audienceBefore(turn.deps.store, turn.actor, surveyId);
  if (audience?.kind !== kind) return [];
  if (audience.kind === 'groups') return audience.groupIds;
  if (audience.kind === 'organisationTypes') return audience.types;
  return audience.kind === 'members' ? audience.memberIds : [];
}

async function choosingCard(
  turn: Turn,
  typed: Typed,
  kind: Chosen,
  chosen: readonly string[],
  fault?: string,
): Promise<Card> {
  const choosing = { typed: carried(typed), fault };
  if (kind === 'organisationTypes') return chooseTypesCard(turn.reader, choosing, chosen);
  if (kind === 'groups') {
    const picked = { chosen: new Set(chosen), search: '', page: 0 };
    return chooseGroupsCard(turn.reader, choosing, (await askable(turn)).groups, picked);
  }
  return peopleCard(turn, choosing, chosen, { search: '', from: '', fromSearch: '' });
}

/** What the buttons of the second card carry along of the first; what is chosen on it are inputs. */
function carried(typed: Typed) {
  const { surveyId, template, groupId, opensOn, closesOn, closesTime, anonymity, respondent, keep } = typed;
  return { surveyId, template, groupId, opensOn, closesOn, closesTime, anonymity, respondent, keep: String(keep) };
}

/** Looks for people to be asked, and keeps those chosen. */
export function findPeople(turn: Turn, typed: DataOf<'survey.people'>): Promise<Card> {
  const chosen = chosenNow(typed, 'members');
  const fault = chosen.length > mostChosenInChat ? 'survey:tooManyPeople' : undefined;
  return peopleCard(turn, { typed: carried(typed), fault }, chosen, typed);
}

async function peopleCard(
  turn: Turn,
  choosing: Choosing,
  ids: readonly string[],
  { search, from, fromSearch }: { readonly search: string; readonly from: string; readonly fromSearch: string },
): Promise<Card> {
  const { id: networkId } = networkOf(turn);
  const { store } = turn.deps;
  const { groups: asked } = await askable(turn);
  const groupId = asked.find(({ id }) => id === from)?.id;
  // What comes from a card may be forged, and nobody is named whom this person may not ask.
  const chosen = await askableMembers(store, turn.actor, networkId, ids.slice(0, mostChosenInChat));
  const besides = chosen.map(({ id }) => id);
  const query = { networkId, groupId, search, limit: mostFound, besides };
  const { found, more } = await peopleToAsk(store, turn.actor, query);
  const organisations = await organisationNames(store, [...chosen, ...found]);
  const people = { chosen, found, more, search, from: groupId ?? '', fromSearch, groups: asked, organisations };
  return choosePeopleCard(turn.reader, choosing, people);
}
