import type { Region } from '../../domain/network/region.ts';
import type { ExportedResults } from '../../domain/summary/exported-results.ts';
import type { SurveyResults } from '../../domain/summary/survey-results.ts';
import { type LocalizedText, languages, textFor } from '../../domain/text.ts';
import { textsFor } from '../../locales/text.ts';
import { csv } from '../package/csv.ts';
import type { ResultFormat } from './format.ts';
import { type ClassNames, classLabel, type ResultsReader } from './labels.ts';
import { type ResultTable, resultTables } from './tables.ts';

/** The results of a survey as a file, with the regions of the country in words; equal results give equal bytes. */
export async function resultFile(
  reader: ResultsReader,
  exported: ExportedResults,
  format: ResultFormat,
  regions: readonly Region[],
): Promise<Buffer> {
  const tables = resultTables(reader, exported, regions);
  const named = (name: ResultTable['name']) => tables.find((table) => table.name === name);
  switch (format) {
    case 'csv':
      return csvFile(withTexts(named('results'), named('texts')));
    case 'answers':
      return csvFile(named('answers'));
    case 'json':
      return jsonOf(exported, regions);
    case 'xlsx': {
      // Only those who ask for a workbook pay for what writes one.
      const { workbook } = await import('./workbook.ts');
      const sheets = tables.map((table) => ({ ...table, title: reader.t(`survey:sheet.${table.name}`) }));
      return workbook(sheets);
    }
  }
}

function csvFile(table: ResultTable | undefined): Buffer {
  return Buffer.from(table ? csv(table.header, table.rows) : '');
}

/** One table of what was counted and what was written: texts stand in a column of their own. */
function withTexts(results: ResultTable | undefined, texts: ResultTable | undefined): ResultTable | undefined {
  if (!results || !texts) return results;
  const [question, questionText] = [0, 1];
  const rows = texts.rows.map((row) => [
    row[question],
    row[questionText],
    ...results.header.slice(2).map(() => undefined),
    row[2],
  ]);
  return {
    ...results,
    header: [...results.header, texts.header[2] ?? ''],
    rows: [...results.rows.map((row) => [...row, undefined]), ...rows],
  };
}

/** Codes and words in every language that there is, as the survey holds them; no names of people or their ids. */
function jsonOf({ survey, results, rows, groupNames }: ExportedResults, regions: readonly Region[]): Buffer {
  const { id, title, purpose, anonymity, state, closedAt, reopenedAt, emptied, questions, breakdowns = [] } = survey;
  const about = {
    id,
    title,
    purpose,
    anonymity,
    state,
    closedAt,
    reopenedAt,
    answersDeletedAt: emptied?.at,
    breakdowns,
  };
  const groups = breakdowns.includes('group') ? Object.fromEntries(groupNames) : undefined;
  const value = {
    survey: about,
    groups,
    classes: namesOfClasses(results, { groupNames, regions }),
    questions,
    results,
    answers: rows,
  };
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

/** What the classes are called by which results are divided, by breakdown and code. */
function namesOfClasses(results: SurveyResults, named: ClassNames) {
  const tables = results.suppressed ? [] : results.questions.flatMap(({ byClass = [] }) => byClass);
  if (tables.length === 0) return undefined;
  const byBreakdown = [...Map.groupBy(tables, ({ breakdown }) => breakdown)].map(([breakdown, own]) => {
    const codes = own.flatMap(({ classes }) => classes.map(({ code }) => code));
    const names = [...new Set(codes)].map((code) => {
      const inLanguages = languages.map((language) => {
        const pick = (text: LocalizedText) => textFor(text, language);
        const reader = { t: textsFor(language), pick, day: (moment: string) => moment };
        return [language, classLabel(reader, named, breakdown, code)];
      });
      return [code, Object.fromEntries(inLanguages)];
    });
    return [breakdown, Object.fromEntries(names)];
  });
  return Object.fromEntries(byBreakdown);
}
