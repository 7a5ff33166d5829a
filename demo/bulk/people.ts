import { personIdOf } from '../../domain/network/actor.ts';
import {
  groups,
  type Member,
  members,
  type OrganisationType,
  organisations,
  type Person,
  people,
} from '../../domain/network/network.ts';
import { groupId, networkId } from '../ids.ts';
import { demoPeople, demoTeam } from '../people.ts';
import type { Term } from '../term.ts';
import { type Entry, entry } from './entry.ts';
import { bulkId } from './ids.ts';
import { nameOf, organisation, typeOf } from './organisations.ts';
import { type Random, randomFor } from './random.ts';

/** As much of a member as other records need to know. */
export type Somebody = Pick<Member, 'id' | 'groupIds' | 'organisationId'>;

/** The groups, organisations and members that are added to the demo network's own. */
export interface Newcomers {
  /** How many members. */
  readonly count: number;
  readonly groupIds: readonly string[];
  /** How many organisations. */
  readonly organisations: number;
}

/** One working group more for so many new members. */
const membersPerGroup = 25;

/** Who joins the demo network when it grows by so many members; it never has more than 15 working groups. */
export function newcomers(count: number): Newcomers {
  const more = Math.min(Math.floor(count / membersPerGroup), groupNames.length);
  return {
    count,
    groupIds: Array.from({ length: more }, (_, index) => bulkId('group', index)),
    organisations: Math.ceil(count / 3),
  };
}

/** The channel of the nth new group. */
export function channelIdOf(index: number): string {
  return `uudi-group-${index + 1}`;
}

/** The new groups, organisations and people, in this order. */
export function* newcomerEntries(term: Term, joining: Newcomers, serviceUrl: string): Iterable<Entry> {
  for (const [index, id] of joining.groupIds.entries()) {
    const [name = '', sv = '', en = ''] = groupNames[index] ?? [];
    const channelId = channelIdOf(index);
    yield entry(groups, { id, networkId, name: { fi: name, sv, en }, channelId, serviceUrl, language: 'fi' });
  }
  for (let index = 0; index < joining.organisations; index += 1) yield entry(organisations, organisation(index));
  for (let index = 0; index < joining.count; index += 1) {
    const { person, member } = memberOf(index, joining, term);
    yield entry(people, person);
    yield entry(members, member);
  }
}

/** The nth newcomer as other records see them. */
export function newcomer(index: number, joining: Newcomers, term: Term): Somebody {
  const { id, groupIds, organisationId } = memberOf(index, joining, term).member;
  return { id, groupIds, ...(organisationId === undefined ? {} : { organisationId }) };
}

/** Subjects of working groups in Finnish, Swedish and English, in the order in which a growing network founds them. */
const groupNames = [
  ['Ohjaajien koulutus', 'Handledarnas utbildning', 'Training of helpers'],
  ['Viestintä ja löydettävyys', 'Kommunikation och synlighet', 'Communication and finding support'],
  ['Etätuki', 'Distansstöd', 'Remote support'],
  ['Monikielinen tuki', 'Flerspråkigt stöd', 'Multilingual support'],
  ['Vapaaehtoiset ja vertaistuki', 'Frivilliga och kamratstöd', 'Volunteers and peer support'],
  ['Kirjastojen digituki', 'Bibliotekens digitala stöd', 'Digital support in libraries'],
  ['Saavutettavuus', 'Tillgänglighet', 'Accessibility'],
  ['Laitteet ja lainaamot', 'Utrustning och utlåning', 'Devices and lending'],
  ['Arviointi ja seuranta', 'Utvärdering och uppföljning', 'Evaluation and follow-up'],
  ['Turvallinen asiointi', 'Trygg e-tjänstanvändning', 'Safe use of services'],
  ['Nuoret ja opiskelijat', 'Unga och studerande', 'Young people and students'],
  ['Ikäihmisten tuki', 'Stöd för äldre', 'Support for older people'],
  ['Kuntien yhdyshenkilöt', 'Kommunernas kontaktpersoner', 'Contact persons of municipalities'],
] as const;

const tasks: Readonly<Partial<Record<OrganisationType, readonly string[]>>> = {
  library: ['digituen vastaava', 'kirjastonhoitaja', 'erikoiskirjastonhoitaja', 'palvelupäällikkö'],
  association: ['vertaisohjaaja', 'toiminnanjohtaja', 'vapaaehtoistoiminnan koordinaattori'],
  project: ['projektipäällikkö', 'projektityöntekijä'],
  municipality: ['digituen yhdyshenkilö', 'hyvinvointikoordinaattori', 'kotihoidon esihenkilö'],
  authority: ['palveluasiantuntija', 'palveluneuvoja'],
  servicePoint: ['palveluneuvoja', 'palveluvastaava'],
  educationalInstitution: ['digiopettaja', 'opinto-ohjaaja', 'koulutussuunnittelija'],
};
const otherTasks = ['yhdyshenkilö', 'digineuvoja', 'asiantuntija'];

const compiler: Member['roles'] = ['compiler'];

function memberOf(
  index: number,
  joining: Newcomers,
  term: Term,
): { person: Omit<Person, 'version'>; member: Omit<Member, 'version'> } {
  const random = randomFor('member', index);
  const aadObjectId = `00000000-0000-0000-0000-${String(Object.keys(demoPeople).length + index + 1).padStart(12, '0')}`;
  const id = personIdOf(demoTeam.tenantId, aadObjectId);
  const place = index < joining.organisations ? index : random.below(joining.organisations);
  const task = random.pick(tasks[typeOf(place)] ?? otherTasks);
  const leads = joining.groupIds.slice(index, index + 1);
  // Everybody who leads stays; of the others some are new and some have left.
  const settled = index < joining.organisations;
  const left = !settled && random.percent(4);
  const placed = settled || random.percent(96);
  return {
    person: { id, ...(random.percent(90) ? { language: languageOf(random) } : {}) },
    member: {
      id: bulkId('member', index),
      networkId,
      personId: id,
      name: placed ? `${nameOf(place)}, ${task}` : `Uusi jäsen ${index + 1}`,
      guest: random.percent(97),
      ...(placed ? { organisationId: bulkId('organisation', place) } : {}),
      groupIds: left ? [] : groupIdsOf(random, joining, leads),
      leads,
      roles: index % 150 === 40 && !left ? compiler : [],
      ...(left ? { leftAt: term.at(-random.between(5, 300), '09:00') } : {}),
    },
  };
}

function languageOf(random: Random): 'fi' | 'sv' | 'en' {
  if (random.percent(88)) return 'fi';
  return random.percent(80) ? 'sv' : 'en';
}

const demoGroupIds = [groupId('future'), groupId('home')] as const;

/** Most are in the group that the whole network meets in, and everybody in one or two groups more. */
function groupIdsOf(random: Random, { groupIds }: Newcomers, leads: readonly string[]): string[] {
  const [future, home] = demoGroupIds;
  const more = random.some([home, ...groupIds], random.percent(25) ? 2 : 1);
  const all = [...(random.percent(70) ? [future] : []), ...leads, ...more];
  return [...new Set(all)].sort();
}
