import { organisationTypes } from '../../domain/network/network.ts';
import type { PackageContents } from '../../domain/package/contents.ts';
import type { PackageMeeting } from '../../domain/package/meetings.ts';
import type { PackageGroup, PackageOrganisation, PackageRole } from '../../domain/package/people.ts';
import type {
  ListedPractice,
  PackageComment,
  PackagePractice,
  PackageValidation,
} from '../../domain/package/practices.ts';
import { practiceKinds, practiceStates, verdicts } from '../../domain/practice/practice.ts';
import { day, flag, localized, moment, several, type Table, tableOf, text, whole } from './columns.ts';
import { surveyTables } from './survey-tables.ts';

/** The open data of a package. */
export function packageTables(contents: PackageContents): Table[] {
  return [
    ...networkTables(contents),
    ...practiceTables(contents),
    ...meetingTables(contents),
    ...surveyTables(contents),
  ];
}

const group = { refersTo: 'groups' } as const;
const organisation = { refersTo: 'organisations' } as const;
const practice = { refersTo: 'practices', required: true } as const;

function networkTables({ network, asOf, people }: PackageContents): Table[] {
  return [
    tableOf(
      network.id,
      'networks',
      [network],
      [
        localized('name', ({ name }) => name),
        text('region', ({ region }) => region),
        text('time_zone', ({ timeZone }) => timeZone),
        text('language', ({ language }) => language),
        day('project_ends_on', ({ projectEndsOn }) => projectEndsOn),
        moment('as_of', () => asOf),
      ],
      [],
    ),
    tableOf<PackageGroup>(
      network.id,
      'groups',
      people.groups,
      [
        text('id', ({ id }) => id, { required: true }),
        localized('name', ({ name }) => name),
        text('language', ({ language }) => language),
        whole('members', ({ members }) => members),
      ],
      ['id'],
    ),
    tableOf<PackageOrganisation>(
      network.id,
      'organisations',
      people.organisations,
      [
        text('id', ({ id }) => id, { required: true }),
        text('name', ({ name }) => name),
        text('type', ({ type }) => type, { values: organisationTypes }),
        text('region', ({ region }) => region),
        several('municipalities', ({ municipalities }) => municipalities),
        text('contact_point', ({ contactPoint }) => contactPoint),
        whole('members', ({ members }) => members),
      ],
      ['id'],
    ),
    tableOf<PackageRole>(network.id, 'roles', people.roles, [
      text('name', ({ name }) => name),
      text('role', ({ role }) => role, { values: ['coordinator', 'compiler', 'lead'] }),
      text('group', ({ groupId }) => groupId, group),
      text('organisation', ({ organisationId }) => organisationId, organisation),
    ]),
  ];
}

function practiceTables({ network, practices }: PackageContents): Table[] {
  const sections = practices.selected.flatMap(({ id, sections: written }) =>
    written.map((section, place) => ({ id, place: place + 1, ...section })),
  );
  return [
    tableOf<ListedPractice & Partial<PackagePractice>>(
      network.id,
      'practices',
      [...practices.selected, ...practices.listed],
      [
        text('id', ({ id }) => id, { required: true }),
        text('kind', ({ kind }) => kind, { values: practiceKinds }),
        text('state', ({ state }) => state, { values: practiceStates }),
        localized('title', ({ title }) => title),
        text('group', ({ groupId }) => groupId, group),
        text('organisation', ({ organisationId }) => organisationId, organisation),
        flag('on_behalf', ({ onBehalf }) => onBehalf === true),
        whole('revision', ({ revision }) => revision),
        several('support_forms', ({ filing }) => filing?.supportForms ?? []),
        several('target_groups', ({ filing }) => filing?.targetGroups ?? []),
        several('themes', ({ filing }) => filing?.themes ?? []),
        text('region', ({ filing }) => filing?.region),
        text('municipality', ({ filing }) => filing?.municipality),
        moment('created_at', ({ createdAt }) => createdAt),
        moment('updated_at', ({ updatedAt }) => updatedAt),
      ],
      ['id'],
    ),
    tableOf(
      network.id,
      'practice-sections',
      sections,
      [
        text('practice', ({ id }) => id, practice),
        whole('place', ({ place }) => place),
        text('section', ({ code }) => code),
        localized('heading', ({ label }) => label),
        localized('text', (section) => section.text),
      ],
      ['practice', 'section'],
    ),
    tableOf<PackageValidation>(network.id, 'validations', practices.validations, [
      text('practice', ({ practiceId }) => practiceId, practice),
      whole('revision', ({ revision }) => revision),
      flag('of_newest_revision', ({ current }) => current),
      text('organisation', ({ organisationId }) => organisationId, organisation),
      text('verdict', ({ verdict }) => verdict, { values: verdicts }),
      text('reason', ({ reason }) => reason),
      moment('updated_at', ({ updatedAt }) => updatedAt),
    ]),
    tableOf<PackageComment>(network.id, 'comments', practices.comments, [
      text('practice', ({ practiceId }) => practiceId, practice),
      whole('revision', ({ revision }) => revision),
      text('organisation', ({ organisationId }) => organisationId, organisation),
      text('text', (comment) => comment.text),
      moment('created_at', ({ createdAt }) => createdAt),
    ]),
  ];
}

function meetingTables({ network, meetings }: PackageContents): Table[] {
  const all = [
    ...meetings.held.map((meeting) => ({ ...meeting, held: true })),
    ...meetings.ahead.map((meeting) => ({ ...meeting, held: false })),
  ];
  return [
    tableOf<PackageMeeting & { held: boolean }>(
      network.id,
      'meetings',
      all,
      [
        text('id', ({ id }) => id, { required: true }),
        text('group', ({ groupId }) => groupId, group),
        text('title', ({ title }) => title),
        moment('starts_at', ({ startsAt }) => startsAt),
        moment('ends_at', ({ endsAt }) => endsAt),
        text('time_zone', ({ timeZone }) => timeZone),
        text('place', ({ place }) => place),
        text('agenda', ({ agenda }) => agenda),
        flag('held', ({ held }) => held),
        whole('yes', ({ replies }) => replies.yes),
        whole('maybe', ({ replies }) => replies.maybe),
        whole('no', ({ replies }) => replies.no),
      ],
      ['id'],
    ),
  ];
}
