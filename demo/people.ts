/** Who somebody of the demo network is. */
export interface DemoPerson {
  /** In Entra, and in the Playground's context. */
  readonly aadObjectId: string;
  readonly organisation: OrganisationKey;
  /** The role, in Finnish; with the organisation it makes the name. */
  readonly role: string;
}

export type OrganisationKey = keyof typeof demoOrganisations;

/** The tenant, the team and its two channels. The Playground's General channel always has the id of its team. */
export const demoTeam = {
  tenantId: '00000000-0000-0000-0000-0000000000a1',
  id: 'uudi-team',
  name: 'Uudenmaan digitukiverkosto (esimerkki)',
  channels: { future: 'uudi-team', home: 'uudi-home' },
} as const;

/** Organisations that are recognisably examples, in places that are not on the map. */
export const demoOrganisations = {
  council: { name: 'Maakuntaliitto (esimerkki)', type: 'regionalCouncil', municipalities: [], mailbox: 'verkosto' },
  library: { name: 'Kirjasto A (esimerkki)', type: 'library', municipalities: ['Esimerkkilä'], mailbox: 'kirjasto-a' },
  municipality: { name: 'Kunta B (esimerkki)', type: 'municipality', municipalities: ['Mallila'], mailbox: 'kunta-b' },
  association: {
    name: 'Järjestö C (esimerkki)',
    type: 'association',
    municipalities: ['Esimerkkilä', 'Mallila', 'Kokeilukylä'],
    mailbox: 'jarjesto-c',
  },
  college: {
    name: 'Oppilaitos D (esimerkki)',
    type: 'educationalInstitution',
    municipalities: ['Esimerkkilä', 'Mallila'],
    mailbox: 'oppilaitos-d',
  },
  servicePoint: {
    name: 'Asiointipiste E (esimerkki)',
    type: 'servicePoint',
    municipalities: ['Kokeilukylä'],
    mailbox: 'asiointipiste-e',
  },
  project: {
    name: 'Hanke F (esimerkki)',
    type: 'project',
    municipalities: ['Mallila', 'Kokeilukylä'],
    mailbox: 'hanke-f',
  },
  company: { name: 'Yritys G (esimerkki)', type: 'company', municipalities: ['Esimerkkilä'], mailbox: 'yritys-g' },
  community: { name: 'Yhteisö H (esimerkki)', type: 'community', municipalities: ['Mallila'], mailbox: undefined },
  county: {
    name: 'Hyvinvointialue I (esimerkki)',
    type: 'wellbeingServicesCounty',
    municipalities: ['Esimerkkilä', 'Mallila', 'Kokeilukylä'],
    mailbox: 'hyvinvointialue-i',
  },
} as const;

/**
 * The members. The first six are the users of the Playground: it starts as the coordinator, the lead or the member,
 * and has no room for more.
 */
export const demoPeople = {
  coordinator: person(1, 'council', 'koordinaattori'),
  lead: person(2, 'library', 'digituen vastaava'),
  compiler: person(3, 'municipality', 'digituen yhdyshenkilö'),
  member: person(4, 'association', 'vertaisohjaaja'),
  teacher: person(5, 'college', 'digiopettaja'),
  adviser: person(6, 'servicePoint', 'palveluneuvoja'),
  projectManager: person(7, 'project', 'projektipäällikkö'),
  companyAdviser: person(8, 'company', 'digineuvoja'),
  volunteer: person(9, 'community', 'vapaaehtoinen'),
  librarian: person(10, 'library', 'erikoiskirjastonhoitaja'),
  homeCare: person(11, 'county', 'kotihoidon esihenkilö'),
  director: person(12, 'association', 'toiminnanjohtaja'),
} as const satisfies Record<string, DemoPerson>;

export type PersonKey = keyof typeof demoPeople;

/** How members are called: by organisation and role, never by a person's name. */
export function demoName({ organisation, role }: DemoPerson): string {
  return `${organisationName(organisation)}, ${role}`;
}

/** An organisation's name without the mark that it is an example. */
export function organisationName(organisation: OrganisationKey): string {
  return demoOrganisations[organisation].name.replace(' (esimerkki)', '');
}

function person(number: number, organisation: OrganisationKey, role: string): DemoPerson {
  return { aadObjectId: `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`, organisation, role };
}

/** Whom everybody at this machine is taken for in local mode, unless the demo says otherwise: the coordinator. */
export const demoPerson = demoPersonAs('coordinator');

/** Somebody of the demo network as the page knows who asks. */
export function demoPersonAs(person: PersonKey) {
  return { tenantId: demoTeam.tenantId, aadObjectId: demoPeople[person].aadObjectId };
}
