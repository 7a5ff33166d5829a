import type { PackageContents } from '../../domain/package/contents.ts';

/** The tables of a package's open data. */
export const tableNames = [
  'networks',
  'regions',
  'groups',
  'organisations',
  'roles',
  'practices',
  'practice-sections',
  'validations',
  'comments',
  'meetings',
  'surveys',
  'survey-questions',
  'survey-options',
  'survey-codes',
  'survey-answer-keys',
  'survey-classes',
  'survey-results',
  'survey-counts',
  'survey-results-by-class',
  'survey-counts-by-class',
  'survey-texts',
  'survey-answers',
] as const;
export type TableName = (typeof tableNames)[number];

/** The nouns whose data also stands as JSON, as it is in the contents. */
export const jsonNames = ['network', 'practices', 'surveys', 'meetings'] as const;

const files = [
  { path: 'README.txt', about: 'package:file.readMe' },
  { path: 'schedule.ics', about: 'package:file.schedule' },
  { path: 'open-data/datapackage.json', about: 'package:file.dataPackage' },
  ...jsonNames.map((name) => ({ path: `open-data/${name}.json`, about: `package:json.${name}` })),
  ...tableNames.map((name) => ({ path: `open-data/${name}.csv`, about: `package:table.${name}` })),
];

/** The files beside the page, by path from it, each with the key of the text that says what is in it. */
export function dataFiles(contents: PackageContents): readonly { readonly path: string; readonly about: string }[] {
  return files.filter(({ path }) => path !== 'schedule.ics' || hasSchedule(contents));
}

/** Whether there is a calendar file: one without a single meeting would not be valid iCalendar. */
export function hasSchedule({ meetings }: PackageContents): boolean {
  return meetings.ahead.length > 0;
}
