import type { ExportedResults } from '../../domain/survey/results/exported-results.ts';
import type { ResultsReader } from './labels.ts';
import type { ResultTable } from './table.ts';
import type { WorkbookSheet } from './workbook.ts';

/** The sheet that explains a workbook of results: which survey they are of, as of when, and what stands on each sheet. */
export function aboutSheet(
  reader: ResultsReader,
  { survey, results }: Pick<ExportedResults, 'survey' | 'results'>,
  { tables, madeOn }: { readonly tables: readonly ResultTable[]; readonly madeOn: string | undefined },
): WorkbookSheet {
  const { t } = reader;
  const facts: (readonly [string, string | number | undefined])[] = [
    [t('survey:aboutFile.title'), reader.pick(survey.title)],
    [t('survey:aboutFile.purpose'), reader.pick(survey.purpose)],
    [t('survey:aboutFile.anonymity'), t(`terms:anonymity.${survey.anonymity}`)],
    [t('survey:aboutFile.state'), t(`terms:surveyState.${survey.state}`)],
    [t('survey:aboutFile.closedOn'), survey.closedAt && reader.day(survey.closedAt)],
    [t('survey:aboutFile.submitted'), results.submitted],
    [t('survey:aboutFile.madeOn'), madeOn && reader.day(madeOn)],
  ];
  return {
    title: t('survey:sheet.about'),
    header: [t('survey:aboutFile.what'), t('survey:aboutFile.explained')],
    rows: [
      ...facts.filter(([, value]) => value !== undefined && value !== ''),
      ...tables.map(({ name }) => [t(`survey:sheet.${name}`), t(`survey:sheetAbout.${name}`)]),
    ],
  };
}
