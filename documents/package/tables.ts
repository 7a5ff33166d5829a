import type { PackageMeeting } from '../../domain/meeting/package-part.ts';
import { organisationTypes } from '../../domain/network/network.ts';
import type { PackageGroup, PackageOrganisation, PackageRole } from '../../domain/network/package-part.ts';
import type { Region } from '../../domain/network/region.ts';
import type { PackageContents } from '../../domain/package/contents.ts';
import type {
  ListedPractice,
  PackageComment,
  PackagePractice,
  PackageValidation,
} from '../../domain/practice/package-part.ts';
import {
  practiceKinds,
  practiceStates,
  supportForms,
  targetGroups,
  themes,
  verdicts,
} from '../../domain/practice/practice.ts';
import { coded, day, flag, localized, moment, several, type Table, tableOf, text, whole } from './columns.ts';
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

const region = { about: 'region' } as const;
const codes = {
  organisationType: { known: organisationTypes, words: 'terms:organisationType' },
  role: { known: ['coordinator', 'compiler', 'lead'], words: 'terms:role' },
  practiceKind: { known: practiceKinds, words: 'terms:practiceKind' },
  practiceState: { known: practiceStates, words: 'terms:practiceState' },
  supportForm: { known: supportForms, words: 'terms:supportForm' },
  targetGroup: { known: targetGroups, words: 'terms:targetGroup' },
  theme: { known: themes, words: 'terms:theme' },
  verdict: { known: verdicts, words: 'terms:verdict' },
} as const;

function networkTables({ network, regions, asOf, people }: PackageContents): Table[] {
  return [
    tableOf(
      network.id,
      'networks',
      [network],
      [
        localized('name', ({ name }) => name),
        text('region', (one) => one.region, region),
        text('time_zone', ({ timeZone }) => timeZone),
        text('language', ({ language }) => language),
        day('project_ends_on', ({ projectEndsOn }) => projectEndsOn),
        moment('as_of', () => asOf),
      ],
      [],
    ),
    tableOf<Region>(
      network.id,
      'regions',
      regions,
      [
        text('code', ({ code }) => code, { required: true, about: 'regionCode' }),
        localized('name', ({ name }) => name),
      ],
      ['code'],
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
        coded('type', ({ type }) => type, codes.organisationType),
        text('region', (one) => one.region, region),
        several('municipalities', ({ municipalities }) => municipalities),
        text('contact_point', ({ contactPoint }) => contactPoint),
        whole('members', ({ members }) => members),
      ],
      ['id'],
    ),
    tableOf<PackageRole>(network.id, 'roles', people.roles, [
      text('name', ({ name }) => name),
      coded('role', ({ role }) => role, codes.role),
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
        coded('kind', ({ kind }) => kind, codes.practiceKind),
        coded('state', ({ state }) => state, codes.practiceState),
        localized('title', ({ title }) => title),
        text('group', ({ groupId }) => groupId, group),
        text('organisation', ({ organisationId }) => organisationId, organisation),
        flag('on_behalf', ({ onBehalf }) => onBehalf === true),
        whole('revision', ({ revision }) => revision),
        several('support_forms', ({ filing }) => filing?.supportForms ?? [], { codes: codes.supportForm }),
        several('target_groups', ({ filing }) => filing?.targetGroups ?? [], { codes: codes.targetGroup }),
        several('themes', ({ filing }) => filing?.themes ?? [], { codes: codes.theme }),
        text('region', ({ filing }) => filing?.region, region),
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
      coded('verdict', ({ verdict }) => verdict, codes.verdict),
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
