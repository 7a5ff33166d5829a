import type { Sorted } from '../order.ts';
import type { PartDeps } from '../package-part.ts';
import { type Language, type LocalizedText, textFor } from '../text.ts';
import { isPresent } from './actor.ts';
import { groups, type Member, members, type Organisation, organisations, type WorkingGroup } from './network.ts';

export interface PackageGroup {
  readonly id: string;
  readonly name: LocalizedText;
  readonly language: Language;
  readonly members: number;
}

/** An organisation with how to reach it; its members are only counted. */
export interface PackageOrganisation {
  readonly id: string;
  readonly name: string;
  readonly type: Organisation['type'];
  readonly municipalities: readonly string[];
  readonly region: string;
  readonly contactPoint?: string | undefined;
  readonly members: number;
}

/** A task in the network and who has it. These are the only people a package names. */
export interface PackageRole {
  readonly role: 'coordinator' | 'compiler' | 'lead';
  readonly name: string;
  readonly organisationId?: string | undefined;
  /** Of a lead: the group led. */
  readonly groupId?: string | undefined;
}

/** The network's people as far as a package tells of them. */
export interface PackagePeople {
  readonly groups: readonly PackageGroup[];
  readonly organisations: readonly PackageOrganisation[];
  readonly roles: readonly PackageRole[];
  readonly members: number;
  readonly membersWithoutOrganisation: number;
}

/** Reads the network's groups, organisations and roles. */
export async function packagePeople({ view, network, sorted }: PartDeps): Promise<PackagePeople> {
  const where = { networkId: network.id };
  const tally = new Map<string, number>();
  const roles: PackageRole[] = [];
  let count = 0;
  for await (const member of view.stream(members, where)) {
    if (!isPresent(member)) continue;
    count += 1;
    for (const key of [...member.groupIds, member.organisationId ?? '']) tally.set(key, (tally.get(key) ?? 0) + 1);
    roles.push(...rolesOf(member));
  }
  const found: WorkingGroup[] = [];
  for await (const group of view.stream(groups, where)) found.push(group);
  const known: PackageOrganisation[] = [];
  for await (const { id, name, type, municipalities, region, contactPoint } of view.stream(organisations, where)) {
    known.push({
      id,
      name,
      type,
      municipalities,
      region: region ?? network.region,
      contactPoint,
      members: tally.get(id) ?? 0,
    });
  }
  const listed = found.map(({ id, name, language }) => ({ id, name, language, members: tally.get(id) ?? 0 }));
  return {
    groups: sorted(
      listed,
      (group) => textFor(group.name, network.language),
      (group) => group.id,
    ),
    organisations: sorted(
      known,
      (organisation) => organisation.name,
      (organisation) => organisation.id,
    ),
    roles: sortRoles(roles, sorted),
    members: count,
    membersWithoutOrganisation: tally.get('') ?? 0,
  };
}

function rolesOf(member: Member): PackageRole[] {
  const { name, organisationId } = member;
  return [
    ...member.roles.map((role) => ({ role, name, organisationId })),
    ...member.leads.map((groupId) => ({ role: 'lead' as const, name, organisationId, groupId })),
  ];
}

function sortRoles(roles: readonly PackageRole[], sorted: Sorted): PackageRole[] {
  return sorted(
    roles,
    ({ role }) => ['coordinator', 'compiler', 'lead'].indexOf(role),
    ({ name }) => name,
    ({ groupId }) => groupId ?? '',
    ({ organisationId }) => organisationId ?? '',
  );
}
