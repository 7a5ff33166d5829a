import { type Organisation, type OrganisationType, organisationTypes } from '../../domain/network/network.ts';
import { networkId } from '../ids.ts';
import { bulkId } from './ids.ts';
import { places } from './places.ts';

/** What an organisation of a type is called, what its mailbox begins with, and how many of 60 it is beyond the first. */
const kinds: Readonly<Record<OrganisationType, readonly [name: string, mailbox: string, share: number]>> = {
  library: ['Kirjasto', 'kirjasto', 10],
  association: ['Järjestö', 'jarjesto', 12],
  project: ['Hanke', 'hanke', 3],
  community: ['Yhteisö', 'yhteiso', 4],
  municipality: ['Kunta', 'kunta', 8],
  authority: ['Viranomainen', 'viranomainen', 2],
  servicePoint: ['Asiointipiste', 'asiointipiste', 3],
  company: ['Yritys', 'yritys', 1],
  educationalInstitution: ['Oppilaitos', 'oppilaitos', 4],
  regionalCouncil: ['Maakuntaliitto', 'maakuntaliitto', 0],
  wellbeingServicesCounty: ['Hyvinvointialue', 'hyvinvointialue', 2],
  hospitalDistrict: ['Sairaanhoitopiiri', 'sairaanhoitopiiri', 0],
  specialCareDistrict: ['Erityishuoltopiiri', 'erityishuoltopiiri', 0],
  other: ['Muu toimija', 'muu-toimija', 0],
};

/** One of each type first, then each as often as its share: what every 60 organisations are. */
const pattern: readonly OrganisationType[] = [
  ...organisationTypes,
  ...Array.from({ length: 12 }, (_, round) => organisationTypes.filter((type) => kinds[type][2] > round)).flat(),
];

/** The type of the nth added organisation. */
export function typeOf(index: number): OrganisationType {
  return pattern[index % pattern.length] ?? 'other';
}

/** How many organisations up to this one, itself included, are of its type. */
function ordinalOf(index: number): number {
  const type = typeOf(index);
  const perRound = kinds[type][2] + 1;
  const inRound = pattern.slice(0, (index % pattern.length) + 1).filter((other) => other === type).length;
  return Math.floor(index / pattern.length) * perRound + inRound;
}

/** Its name without the mark that it is an example; no two have the same. */
export function nameOf(index: number): string {
  return `${kinds[typeOf(index)][0]} ${ordinalOf(index)}`;
}

/** The nth added organisation, with a role mailbox as its contact point. */
export function organisation(index: number): Omit<Organisation, 'version'> {
  const type = typeOf(index);
  const wide = type === 'association' || type === 'project' || type === 'educationalInstitution';
  const municipalities = Array.from({ length: wide ? 3 : 1 }, (_, more) => placeName(index * 5 + more));
  return {
    id: bulkId('organisation', index),
    networkId,
    name: `${nameOf(index)} (esimerkki)`,
    type,
    municipalities: type === 'regionalCouncil' ? [] : municipalities,
    // Some communities have none.
    ...(type === 'community' ? {} : { contactPoint: `${kinds[type][1]}-${ordinalOf(index)}@example.org` }),
  };
}

function placeName(index: number): string {
  return places[index % places.length]?.name ?? '';
}
