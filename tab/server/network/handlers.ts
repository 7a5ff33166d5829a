import { z } from 'zod';
import { changedBy, changeText } from '../../../cards/network/changes.ts';
import { groupsApart } from '../../../cards/network/overview.ts';
import type { Reader } from '../../../cards/reader.ts';
import { groupNames } from '../../../cards/told-apart.ts';
import { auditPage } from '../../../domain/network/audit.ts';
import { membersPage, organisationNames } from '../../../domain/network/directory.ts';
import { groups, memberRoles, type Organisation, organisations } from '../../../domain/network/network.ts';
import {
  addOrganisation,
  changeOrganisation,
  type OrganisationForm,
  organisationsPage,
  placeMember,
  seeOrganisation,
} from '../../../domain/network/organisations.ts';
import { type NetworkOverview, networkOverview } from '../../../domain/network/overview.ts';
import { regionNames } from '../../../domain/network/region.ts';
import { presentMember, setLead, setRole } from '../../../domain/network/roles.ts';
import { partOf } from '../../../domain/page.ts';
import { load } from '../../../domain/use-case.ts';
import { mostLeads, type networkOperations } from '../../contract/network.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { ApiDeps, Call, Handlers } from '../api/call.ts';
import { beginning, pageView } from '../page.ts';

type Member = AnswerOf<'GET /members/{memberId}'>;

/** What a coordinator does with members, groups and organisations. */
export const networkHandlers: Handlers<keyof typeof networkOperations> = {
  'GET /network': overview,
  'GET /groups': async ({ deps, actor, query, visit }) => {
    const { network, reader } = await visit();
    const all = groupViews(await networkOverview(deps.store, actor, network), reader);
    return pageView(partOf(all, idOf, query), (one) => one);
  },
  'GET /members': listed,
  'GET /members/{memberId}': (call) => memberDetails(call),
  'PUT /members/{memberId}/organisation': async (call) => {
    const { deps, actor, path, body, expected } = call;
    const { organisationId, newOrganisationId, ...typed } = body;
    const fresh = formOf(call, typed);
    await placeMember(deps, actor, { memberId: path.memberId, organisationId, newOrganisationId, fresh, expected });
    return memberDetails(call);
  },
  'PUT /members/{memberId}/roles/{role}': (call) => changeRole(call, true),
  'DELETE /members/{memberId}/roles/{role}': (call) => changeRole(call, false),
  'PUT /members/{memberId}/leads/{groupId}': (call) => changeLead(call, true),
  'DELETE /members/{memberId}/leads/{groupId}': (call) => changeLead(call, false),
  'GET /changes': async ({ deps, actor, query, visit }) => {
    const { network, reader } = await visit();
    const page = await auditPage(deps.store, actor, { ...query, networkId: network.id });
    return pageView(page, (line) => ({
      id: line.id,
      at: line.at,
      when: reader.moment(line.at),
      by: changedBy(reader, line),
      kind: line.kind,
      subjectId: line.subjectId,
      about: reader.pick(line.about) || reader.t('network:change.gone'),
      text: changeText(reader, line),
    }));
  },
  'GET /organisations': async ({ deps, actor, query, visit }) => {
    const { network, reader } = await visit();
    const page = await organisationsPage(deps.store, actor, { ...query, networkId: network.id });
    return pageView(page, (organisation) => organisationDetails(deps, reader, organisation));
  },
  'POST /organisations': async (call) => {
    const { deps, actor, body, visit } = call;
    const { organisationId, ...typed } = body;
    const form = formOf(call, typed);
    const { network, reader } = await visit();
    const added = await addOrganisation(deps, actor, { networkId: network.id, organisationId, form });
    return organisationDetails(deps, reader, added);
  },
  'GET /organisations/{organisationId}': async ({ deps, actor, path, readerIn }) => {
    const organisation = await seeOrganisation(deps.store, actor, path.organisationId);
    return organisationDetails(deps, await readerIn(organisation.networkId), organisation);
  },
  'PUT /organisations/{organisationId}': async (call) => {
    const { deps, actor, path, body, expected, readerIn } = call;
    const form = formOf(call, body);
    await changeOrganisation(deps, actor, path.organisationId, form, expected);
    const changed = await load(deps.store, organisations, path.organisationId);
    return organisationDetails(deps, await readerIn(changed.networkId), changed);
  },
};

async function overview({ deps, actor, visit }: Call<'GET /network'>) {
  const { network, reader } = await visit();
  const found = await networkOverview(deps.store, actor, network);
  return {
    name: reader.pick(network.name),
    region: reader.pick(regionNames(deps.regions, network.region)),
    projectEnds: network.projectEndsOn === undefined ? null : reader.day(network.projectEndsOn),
    members: found.members,
    withoutOrganisation: found.withoutOrganisation,
    groups: pageView(partOf(groupViews(found, reader), idOf, beginning), (one) => one, 'beginning'),
  };
}

const idOf = ({ id }: { readonly id: string }) => id;

function groupViews(found: NetworkOverview, reader: Reader) {
  const names = groupsApart(reader, found);
  return found.groups.map(({ group, members, leads }, at) => ({
    id: group.id,
    name: names[at]?.name ?? '',
    members,
    leads: leads.slice(0, mostLeads).map(({ id, name }, place) => ({ id, name: names[at]?.leads[place] ?? name })),
    leadCount: leads.length,
  }));
}

async function listed({ deps, actor, query, visit }: Call<'GET /members'>) {
  const { network, reader } = await visit();
  const { group: groupId, organisation: organisationId, ...rest } = query;
  const pageQuery = { ...rest, networkId: network.id, groupId, organisationId };
  const page = await membersPage(deps.store, actor, pageQuery);
  const names = await organisationNames(deps.store, page.items);
  const all = await deps.store.find(groups, { networkId: network.id });
  const called = groupNames(reader, all);
  return pageView(page, ({ id, name, guest, organisationId = '', leads, roles }) => ({
    id,
    name,
    guest,
    organisation: names.get(organisationId) ?? null,
    leads: all.filter((group) => leads.includes(group.id)).map((group) => called.get(group.id) ?? ''),
    roles: [...roles],
  }));
}

type MemberCall = Pick<Call<'GET /members/{memberId}'>, 'deps' | 'actor' | 'path' | 'readerIn'>;

async function memberDetails({ deps, actor, path, readerIn }: MemberCall): Promise<Member> {
  const { store } = deps;
  const member = await presentMember(store, actor, path.memberId);
  const { id, version, name, guest, organisationId, roles, networkId } = member;
  const reader = await readerIn(networkId);
  const organisation = organisationId === undefined ? undefined : await store.get(organisations, organisationId);
  const all = await store.find(groups, { networkId });
  const called = groupNames(reader, all);
  return {
    id,
    version,
    name,
    guest,
    organisation: organisation ? { id: organisation.id, name: organisation.name } : null,
    roles: [...roles],
    groups: all.map((group) => ({
      id: group.id,
      name: called.get(group.id) ?? '',
      member: member.groupIds.includes(group.id),
      leads: member.leads.includes(group.id),
    })),
  };
}

async function changeRole(call: Call<'PUT /members/{memberId}/roles/{role}'>, has: boolean): Promise<Member> {
  const { deps, actor, path, expected } = call;
  const role = z.enum(memberRoles).parse(path.role);
  await setRole(deps, actor, { memberId: path.memberId, role, has, expected });
  return memberDetails(call);
}

async function changeLead(call: Call<'PUT /members/{memberId}/leads/{groupId}'>, leads: boolean): Promise<Member> {
  const { deps, actor, path, expected } = call;
  await setLead(deps, actor, { ...path, leads, expected });
  return memberDetails(call);
}

function organisationDetails(
  { regions }: ApiDeps,
  reader: Reader,
  organisation: Organisation,
): AnswerOf<'GET /organisations/{organisationId}'> {
  const { id, version, name, type, contactPoint = '', municipalities, region } = organisation;
  const regionName = region === undefined ? '' : reader.pick(regionNames(regions, region));
  return { id, version, name, type, contactPoint, municipalities, region: regionName };
}

type Typed = Omit<OrganisationForm, 'region'> & { readonly region: string };

/** What was typed of an organisation, as the use cases take it. */
function formOf({ deps }: { readonly deps: ApiDeps }, typed: Typed): OrganisationForm {
  const { municipalities, region } = typed;
  return { ...typed, municipalities: distinct(municipalities), region: { typed: region, known: deps.regions } };
}

function distinct(typed: readonly string[]): string[] {
  return [...new Set(typed.filter((text) => text !== ''))];
}
