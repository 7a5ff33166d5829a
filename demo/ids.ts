import { demoOrganisations, demoPeople, type OrganisationKey, type PersonKey } from './people.ts';

/** The demo network's id, which the command line's `seed` uses too. */
export const networkId = 'uudi';

const kinds = [
  'group',
  'organisation',
  'member',
  'survey',
  'response',
  'meeting',
  'attendance',
  'practice',
  'comment',
  'delivery',
  'change',
];
type Kind =
  | 'group'
  | 'organisation'
  | 'member'
  | 'survey'
  | 'response'
  | 'meeting'
  | 'attendance'
  | 'practice'
  | 'comment'
  | 'delivery'
  | 'change';

/** The id of the demo network's nth record of a kind, from 0. It sorts before every id that is made later. */
export function demoId(kind: Kind, index: number): string {
  const number = String(index + 1).padStart(12, '0');
  return `00000000-0000-7000-8${String(kinds.indexOf(kind) + 1).padStart(3, '0')}-${number}`;
}

export type GroupKey = 'future' | 'home';

export function groupId(group: GroupKey): string {
  return demoId('group', group === 'future' ? 0 : 1);
}

export function organisationId(organisation: OrganisationKey): string {
  return demoId('organisation', Object.keys(demoOrganisations).indexOf(organisation));
}

export function memberId(person: PersonKey): string {
  return demoId('member', Object.keys(demoPeople).indexOf(person));
}
