import type { PackageContents } from '../../domain/package/contents.ts';
import type { Language } from '../../domain/text.ts';
import type { Texts } from '../../locales/texts.ts';
import { scheduleCalendar } from '../calendar/calendar.ts';
import type { Table } from './columns.ts';
import { csv } from './csv.ts';
import { hasSchedule, jsonNames, tableNames } from './data-files.ts';
import { dataPackage } from './data-package.ts';
import { readMe } from './read-me.ts';
import { createPackageReader, type PackageReader } from './reader.ts';
import { sitePage } from './site.ts';
import { surveyCharts } from './survey-charts.ts';
import { packageTables } from './tables.ts';

/** A file of a package: its path from the page and what is in it. */
export interface PackageFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/**
 * The files of a knowledge package in order of path, each made when it is asked for. The page and the read-me are
 * in `language`; the open data holds every language. Equal contents give equal bytes.
 */
export async function* packageFiles(
  contents: PackageContents,
  language: Language,
  t: Texts,
): AsyncGenerator<PackageFile> {
  const reader = createPackageReader(contents, language, t);
  const makers = fileMakers(reader, packageTables(contents));
  for (const path of [...makers.keys()].sort()) {
    yield { path, bytes: Buffer.from((await makers.get(path)?.()) ?? '') };
  }
}

type Maker = () => string | Promise<string>;

function fileMakers(reader: PackageReader, tables: readonly Table[]): Map<string, Maker> {
  const { contents } = reader;
  const { asOf, network, regions, figures, people, practices, surveys, meetings } = contents;
  const json = { network: { asOf, network, regions, figures, people }, practices, surveys, meetings };
  const byName = new Map(tables.map((table) => [table.name, table]));
  return new Map<string, Maker>([
    ['index.html', async () => sitePage(reader, await surveyCharts(reader))],
    ['README.txt', () => readMe(reader)],
    ...(hasSchedule(contents) ? [['schedule.ics', () => schedule(reader)] as const] : []),
    ['open-data/datapackage.json', () => jsonText(dataPackage(reader, tables))],
    ...jsonNames.map((name): [string, Maker] => [`open-data/${name}.json`, () => jsonText(json[name])]),
    ...tableNames.map((name): [string, Maker] => [`open-data/${name}.csv`, () => csvText(byName.get(name))]),
  ]);
}

function csvText(table: Table | undefined): string {
  if (!table) return '';
  return csv(
    table.fields.map(({ name }) => name),
    table.rows,
  );
}

/** JSON whose keys are sorted, so that it does not depend on how a storage keeps a record. */
function jsonText(value: unknown): string {
  const sortKeys = (_key: string, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item;
  return `${JSON.stringify(value, sortKeys, 2)}\n`;
}

function schedule(reader: PackageReader): string {
  const { contents, language } = reader;
  const groups = new Map(contents.people.groups.map(({ id, name }) => [id, reader.plain(name)]));
  return scheduleCalendar(contents.meetings.ahead, {
    name: reader.plain(contents.network.name),
    language,
    groupName: (groupId) => groups.get(groupId),
  });
}
