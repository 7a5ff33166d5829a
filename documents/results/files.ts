import type { Region } from '../../domain/network/region.ts';
import { noneKey, otherKey } from '../../domain/survey/question/answer.ts';
import type { ExportedResults } from '../../domain/survey/results/exported-results.ts';
import type { SurveyResults } from '../../domain/survey/results/survey-results.ts';
import { askedIn } from '../../domain/survey/results/survey-results.ts';
import { type LocalizedText, languages, textFor } from '../../domain/text.ts';
import { dataTextsFor } from '../../locales/text.ts';
import { csv } from '../package/csv.ts';
import { aboutSheet } from './about-sheet.ts';
import { codesOf, codeWords } from './codes.ts';
import { fileKinds, type ResultFormat } from './format.ts';
import { type ClassNames, classLabel, type ResultsReader } from './labels.ts';
import type { ResultTable } from './table.ts';
import { resultTables } from './tables.ts';

/**
 * The results of a survey as a file, with the regions of the country in words; equal results give equal bytes. A workbook
 * says on which day it was made.
 */
export async function resultFile(
  reader: ResultsReader,
  exported: ExportedResults,
  format: ResultFormat,
  regions: readonly Region[],
  madeOn?: string,
): Promise<Buffer> {
  if (format === 'json') return jsonOf(exported, regions);
  const tables = resultTables(reader, exported, regions);
  const named = (name: ResultTable['name']) => tables.find((table) => table.name === name);
  if (format === 'xlsx') {
    // Only those who ask for a workbook pay for what writes one.
    const { workbook } = await import('./workbook.ts');
    const sheets = tables.map((table) => ({ ...table, title: reader.t(`survey:sheet.${table.name}`) }));
    return workbook([...sheets, aboutSheet(reader, exported, { tables, madeOn })]);
  }
  const { name, csv: kind } = fileKinds[format];
  const table = name === 'results' ? withTexts(named('results'), named('texts')) : named(name);
  return Buffer.from(table ? csv(table.header, table.rows, kind) : '');
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
  const {
    id,
    title,
    purpose,
    anonymity,
    state,
    closedAt,
    reopenedAt,
    answersDeleted,
    questions,
    breakdowns = [],
  } = survey;
  const about = {
    id,
    title,
    purpose,
    anonymity,
    state,
    closedAt,
    reopenedAt,
    answersDeletedAt: answersDeleted?.at,
    breakdowns,
  };
  const groups = breakdowns.includes('group') ? Object.fromEntries(groupNames) : undefined;
  const value = {
    survey: about,
    groups,
    classes: namesOfClasses(results, { groupNames, regions }),
    questions,
    codes: codesInLanguages(survey, results),
    results,
    columns: rows && columnsOf(survey),
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
    const names = [...new Set(codes)].map((code) => [
      code,
      inLanguages((reader) => classLabel(reader, named, breakdown, code)),
    ]);
    return [breakdown, Object.fromEntries(names)];
  });
  return Object.fromEntries(byBreakdown);
}

/** What each code that may be chosen, or that numbers lie in, is called, by question. */
function codesInLanguages(survey: ExportedResults['survey'], results: SurveyResults) {
  const told = results.suppressed ? [] : results.questions;
  const byQuestion = askedIn(survey).map((question) => {
    const result = told.find(({ code }) => code === question.code);
    const known = codesOf(question, result).map(({ part, code }) => {
      return { part, code, label: inLanguages((reader) => codeWords(reader, question, { part, code })) };
    });
    return [question.code, known] as const;
  });
  return Object.fromEntries(byQuestion.filter(([, known]) => known.length > 0));
}

/** Under which keys answers stand, and what of which question stands there. */
function columnsOf(survey: ExportedResults['survey']) {
  const entries = askedIn(survey).flatMap((question) => {
    const { code, kind } = question;
    return [
      [code, { question: code, holds: 'answer' }],
      ...(kind === 'choice' && question.other ? [[otherKey(code), { question: code, holds: 'other' }]] : []),
      ...(question.nonAnswers?.length ? [[noneKey(code), { question: code, holds: 'nonAnswer' }]] : []),
    ];
  });
  return Object.fromEntries(entries);
}

function inLanguages(words: (reader: ResultsReader) => string) {
  const named = languages.map((language) => {
    const pick = (text: LocalizedText) => textFor(text, language);
    return [language, words({ t: dataTextsFor(language), pick, day: (moment) => moment })];
  });
  return Object.fromEntries(named);
}
