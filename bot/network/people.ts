import { alsoOnPage } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import {
  type OrganisationTyped,
  organisationCard,
  organisationsCard,
  organisationsShown,
} from '../../cards/network/organisations.ts';
import { type MemberForm, type MemberTyped, memberCard, peopleCard } from '../../cards/network/people.ts';
import { isAppError } from '../../domain/errors.ts';
import { groups, type Organisation } from '../../domain/network/network.ts';
import {
  addOrganisation,
  changeOrganisation,
  listOrganisations,
  newOrganisationId,
  type OrganisationForm,
  placeMember,
  seeOrganisation,
} from '../../domain/network/organisations.ts';
import { findMembers } from '../../domain/network/overview.ts';
import { presentMember, setRole } from '../../domain/network/roles.ts';
import { comparable } from '../../domain/text.ts';
import type { DataOf, Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

const membersShown = 20;

/** The members of the network, to choose one of. */
export async function listPeople(turn: Turn, search: string, nobodyChosen = false): Promise<Card> {
  const { id: networkId } = networkOf(turn);
  const { store } = turn.deps;
  const page = await findMembers(store, turn.actor, networkId, { search, limit: membersShown });
  const known = await listOrganisations(store, turn.actor, networkId);
  const made = peopleCard(turn.reader, {
    ...page,
    search,
    organisations: known,
    groups: await store.find(groups, { networkId }),
    nobodyChosen,
  });
  return alsoOnPage(turn.reader, made, turn.deps.links.tab('people'));
}

interface Shown {
  readonly memberId: string;
  readonly search: string;
}
type Extra = Partial<Pick<MemberForm, 'typed' | 'fault' | 'done'>> & {
  readonly newOrganisationId?: string | undefined;
};

/** One member's card: as things are, or with what was typed. */
export async function showMember(turn: Turn, { memberId, search }: Shown, extra: Extra = {}): Promise<Card> {
  if (memberId === '') return listPeople(turn, search, true);
  const { store, newId, links } = turn.deps;
  const member = await presentMember(store, turn.actor, memberId);
  const known = await listOrganisations(store, turn.actor, member.networkId);
  const { organisationId = '' } = member;
  const empty: MemberTyped = { organisationId, name: '', type: '', contactPoint: '', municipalities: '', region: '' };
  const made = memberCard(turn.reader, {
    member,
    organisations: known,
    search,
    typed: extra.typed ?? empty,
    newOrganisationId: extra.newOrganisationId ?? newId(),
    fault: extra.fault,
    done: extra.done,
  });
  return alsoOnPage(turn.reader, made, links.tab(`people/${memberId}`));
}

/** Brings a member and an organisation together. */
export async function assign(turn: Turn, data: DataOf<'network.assign'>): Promise<Card> {
  const { memberId, organisationId, newOrganisationId, version: expected } = data;
  try {
    const fresh = formOf(turn, data);
    await placeMember(turn.deps, turn.actor, { memberId, organisationId, newOrganisationId, fresh, expected });
    return await showMember(turn, data, { done: 'placed' });
  } catch (error) {
    if (isAppError(error, 'STALE')) {
      return showMember(turn, data, { typed: data, newOrganisationId, fault: 'errors:STALE' });
    }
    throw error;
  }
}

/** One member's form as it was typed. */
export function memberAgain(
  turn: Turn,
  typed: DataOf<'network.member'> & { readonly newOrganisationId?: string | undefined },
): Promise<Card> {
  return showMember(turn, typed, { typed, newOrganisationId: typed.newOrganisationId });
}

/** Gives a member a role or takes it away; what was typed of an organisation stays in the form. */
export async function changeRole(turn: Turn, data: DataOf<'network.role'>): Promise<Card> {
  const { memberId, role, has, newOrganisationId, version: expected } = data;
  const typed = { typed: data, ...(newOrganisationId ? { newOrganisationId } : {}) };
  try {
    await setRole(turn.deps, turn.actor, { memberId, role, has, expected });
    return await showMember(turn, data, { ...typed, done: 'roleChanged' });
  } catch (error) {
    if (!isAppError(error, 'LAST_COORDINATOR') && !isAppError(error, 'STALE')) throw error;
    return showMember(turn, data, { ...typed, fault: `errors:${error.code}` });
  }
}

/** The organisations of the network, to choose one to change. */
export async function showOrganisations(
  turn: Turn,
  search: string,
  extra: { noneChosen?: boolean; saved?: string } = {},
): Promise<Card> {
  const known = await listOrganisations(turn.deps.store, turn.actor, networkOf(turn).id);
  const wanted = comparable(search);
  const found = known.filter(({ name }) => comparable(name).includes(wanted));
  const made = organisationsCard(turn.reader, {
    found: found.slice(0, organisationsShown),
    more: found.length > organisationsShown,
    search,
    noneChosen: extra.noneChosen ?? false,
    saved: extra.saved,
  });
  return alsoOnPage(turn.reader, made, turn.deps.links.tab('organisations'));
}

/** The form of one organisation as it is, with what kept it from being changed. */
export async function editOrganisation(
  turn: Turn,
  data: DataOf<'network.organisation'>,
  fault?: string,
): Promise<Card> {
  const { organisationId, search } = data;
  if (organisationId === '') return showOrganisations(turn, search, { noneChosen: true });
  const own = await seeOrganisation(turn.deps.store, turn.actor, organisationId);
  const made = organisationCard(turn.reader, { organisationId, typed: typedOf(own), version: own.version, fault });
  return alsoOnPage(turn.reader, made, turn.deps.links.tab(`organisations/${organisationId}`));
}

/** The form of an organisation to be added. Coordinators. */
export async function newOrganisation(turn: Turn): Promise<Card> {
  const organisationId = newOrganisationId(turn.deps, turn.actor, networkOf(turn).id);
  const typed = { name: '', type: '', contactPoint: '', municipalities: '', region: '' };
  const made = organisationCard(turn.reader, { organisationId, typed, isNew: true });
  return alsoOnPage(turn.reader, made, turn.deps.links.tab('organisations/new'));
}

/** Adds what was typed of an organisation, or gives the form back with what is wrong. */
export async function addTyped(turn: Turn, data: DataOf<'network.addOrganisation'>): Promise<Card> {
  const { organisationId } = data;
  const request = { networkId: turn.network?.id ?? '', organisationId };
  const add = async () => addOrganisation(turn.deps, turn.actor, { ...request, form: formOf(turn, data) });
  return savedOr(turn, data, add, true);
}

/** Keeps what was typed of an organisation, or gives the form back with what is wrong. */
export async function saveOrganisation(turn: Turn, data: DataOf<'network.saveOrganisation'>): Promise<Card> {
  const change = async () =>
    changeOrganisation(turn.deps, turn.actor, data.organisationId, formOf(turn, data), data.version);
  return savedOr(turn, data, change, false);
}

async function savedOr(
  turn: Turn,
  data: DataOf<'network.saveOrganisation'>,
  save: () => Promise<Organisation>,
  isNew: boolean,
): Promise<Card> {
  const { organisationId } = data;
  try {
    const { name } = await save();
    return await showOrganisations(turn, '', { saved: name });
  } catch (error) {
    if (isAppError(error, 'STALE')) return editOrganisation(turn, { organisationId, search: '' }, 'errors:STALE');
    if (!isAppError(error, 'DUPLICATE')) throw error;
    return organisationAgain(turn, data, isNew, 'network:nameTaken');
  }
}

/** The form of an organisation as it was typed. Coordinators. */
export async function organisationAgain(
  turn: Turn,
  typed: DataOf<'network.saveOrganisation'>,
  isNew: boolean,
  fault?: string,
): Promise<Card> {
  // Refuses those who may not look after organisations.
  await listOrganisations(turn.deps.store, turn.actor, networkOf(turn).id);
  const { organisationId, version } = typed;
  return organisationCard(turn.reader, { organisationId, typed, isNew, fault, version });
}

function formOf(turn: Turn, typed: OrganisationTyped): OrganisationForm {
  const { name, type, contactPoint, municipalities } = typed;
  const listed = municipalities.split(',').map((municipality) => municipality.trim());
  const region = { typed: typed.region, known: turn.deps.builtIn.regions };
  return { name, type, contactPoint, municipalities: [...new Set(listed.filter(Boolean))], region };
}

function typedOf({ name, type, contactPoint = '', municipalities, region = '' }: Organisation): OrganisationTyped {
  return { name, type, contactPoint, municipalities: municipalities.join(', '), region };
}
