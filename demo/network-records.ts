import { personIdOf } from '../domain/network/actor.ts';
import { groups, members, networks, organisations, people } from '../domain/network/network.ts';
import type { Write } from '../domain/store.ts';
import { type GroupKey, groupId, memberId, networkId, organisationId } from './ids.ts';
import { demoName, demoOrganisations, demoPeople, demoTeam, type OrganisationKey, type PersonKey } from './people.ts';
import { record, type Term, timeZone } from './term.ts';

/** The network with its groups, organisations and members. `serviceUrl` is where the team's Bot Connector is. */
export function networkRecords(term: Term, serviceUrl: string): Write[] {
  const { tenantId, id: teamId } = demoTeam;
  const network = record(networks, {
    id: networkId,
    version: 0,
    tenantId,
    teamId,
    name: {
      fi: demoTeam.name,
      sv: 'Nylands nätverk för digitalt stöd (exempel)',
      en: 'Digital support network of Uusimaa (example)',
    },
    region: 'Uusimaa',
    timeZone,
    language: 'fi',
    projectEndsOn: term.endsOn,
    createdAt: term.at(-90, '09:00'),
  });
  const group = (key: GroupKey, name: { fi: string; sv: string; en: string }) =>
    record(groups, {
      id: groupId(key),
      version: 0,
      networkId,
      name,
      channelId: demoTeam.channels[key],
      serviceUrl,
      language: 'fi',
    });
  return [
    network,
    group('future', { fi: 'Verkoston tulevaisuus', sv: 'Nätverkets framtid', en: 'The network’s future' }),
    group('home', { fi: 'Kotiin vietävä tuki', sv: 'Stöd i hemmet', en: 'Support taken home' }),
    ...(Object.keys(demoOrganisations) as OrganisationKey[]).map(organisationRecord),
    ...(Object.keys(demoPeople) as PersonKey[]).flatMap(personRecords),
  ];
}

function organisationRecord(key: OrganisationKey): Write {
  const { name, type, municipalities, mailbox } = demoOrganisations[key];
  return record(organisations, {
    id: organisationId(key),
    version: 0,
    networkId,
    name,
    type,
    municipalities: [...municipalities],
    contactPoint: mailbox && `${mailbox}@example.org`,
  });
}

const groupsOf: Partial<Record<PersonKey, readonly GroupKey[]>> = {
  adviser: ['home'],
  homeCare: ['home'],
  volunteer: ['home'],
  projectManager: ['future'],
  companyAdviser: ['future'],
  director: ['future'],
};
const leadsOf: Partial<Record<PersonKey, readonly GroupKey[]>> = { coordinator: ['future', 'home'], lead: ['home'] };
const rolesOf: Partial<Record<PersonKey, readonly ('coordinator' | 'compiler')[]>> = {
  coordinator: ['coordinator'],
  compiler: ['compiler'],
};

function personRecords(key: PersonKey): Write[] {
  const person = demoPeople[key];
  const personId = personIdOf(demoTeam.tenantId, person.aadObjectId);
  const inGroups = groupsOf[key] ?? ['future', 'home'];
  return [
    record(people, { id: personId, version: 0, language: 'fi' }),
    record(members, {
      id: memberId(key),
      version: 0,
      networkId,
      personId,
      name: demoName(person),
      guest: person.organisation !== 'council',
      organisationId: organisationId(person.organisation),
      groupIds: inGroups.map(groupId),
      leads: (leadsOf[key] ?? []).map(groupId),
      roles: [...(rolesOf[key] ?? [])],
    }),
  ];
}
