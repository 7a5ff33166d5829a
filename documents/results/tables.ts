import type { Region } from '../../domain/network/region.ts';
import type { AskedQuestion } from '../../domain/survey/kinds/kinds.ts';
import { noneCode } from '../../domain/survey/question/answer.ts';
import type { ExportedResults } from '../../domain/survey/results/exported-results.ts';
import type { QuestionResult } from '../../domain/survey/results/figures.ts';
import { askedIn } from '../../domain/survey/results/survey-results.ts';
import type { Cell } from '../package/csv.ts';
import { answersTable } from './answer-table.ts';
import { codesTable } from './code-table.ts';
import {
  type ClassNames,
  classLabel,
  nonAnswerLabel,
  optionLabel,
  type ResultsReader,
  rowLabel,
  shareOf,
} from './labels.ts';
import type { ResultTable } from './table.ts';

const columns = [
  'question',
  'questionText',
  'row',
  'rowText',
  'dividedBy',
  'class',
  'classText',
  'option',
  'optionText',
  'count',
  'answered',
  'share',
  'median',
  'mean',
] as const;
type Line = Partial<Record<(typeof columns)[number], Cell>>;

/**
 * The results of a survey as tables: what was counted, what people wrote, of a named survey each answer, and what each
 * code in them means.
 */
export function resultTables(
  reader: ResultsReader,
  exported: ExportedResults,
  regions: readonly Region[],
): ResultTable[] {
  const { survey, results, groupNames } = exported;
  const names = { groupNames, regions };
  const questions = new Map(askedIn(survey).map((question) => [question.code, question]));
  const told = results.suppressed ? [] : results.questions;
  const pairs = told.flatMap((result) => {
    const question = questions.get(result.code);
    return question ? [{ question, result }] : [];
  });
  const lines = pairs.flatMap(({ question, result }) => questionLines(reader, names, question, result));
  const texts = [
    // Where texts would stand, it is said that there are none any more.
    ...(survey.answersDeleted
      ? [['', '', reader.t('survey:answersDeleted', { day: reader.day(survey.answersDeleted.at) })] satisfies Cell[]]
      : []),
    ...pairs.flatMap(({ question, result }) =>
      (result.texts ?? []).map((text): Cell[] => [question.code, reader.pick(question.label), text]),
    ),
  ];
  return [
    {
      name: 'results',
      header: columns.map((column) => reader.t(`survey:exported.${column}`)),
      rows: lines.map((line) => columns.map((column) => line[column])),
    },
    { name: 'texts', header: ['question', 'questionText', 'text'].map(headed(reader)), rows: texts },
    ...(exported.rows ? [answersTable(reader, exported)] : []),
    codesTable(reader, names, exported),
  ];
}

function headed({ t }: ResultsReader) {
  return (column: string) => t(`survey:exported.${column}`);
}

function questionLines(
  reader: ResultsReader,
  names: ClassNames,
  question: AskedQuestion,
  result: QuestionResult,
): Line[] {
  const own = { question: question.code, questionText: reader.pick(question.label) };
  const said = (result.nonAnswers ?? []).map(({ code, count }): Line => {
    return { ...own, option: noneCode(code), optionText: nonAnswerLabel(reader, code), count };
  });
  if (result.suppressed)
    return [{ ...own, answered: result.answered, optionText: reader.t('survey:tooFewShort') }, ...said];
  const byClass = (result.byClass ?? []).flatMap(({ breakdown, classes }) =>
    classes.flatMap((one) => {
      const divided = {
        dividedBy: reader.t(`terms:breakdown.${breakdown}`),
        class: one.code,
        classText: classLabel(reader, names, breakdown, one.code),
      };
      return countLines(reader, question, one, { ...own, ...divided });
    }),
  );
  return [...countLines(reader, question, result, own), ...said, ...byClass];
}

function countLines(
  reader: ResultsReader,
  question: AskedQuestion,
  result: Pick<QuestionResult, 'answered' | 'counts' | 'spans' | 'rows' | 'median' | 'mean'>,
  own: Line,
): Line[] {
  const { answered, counts = [], spans = [], rows = [], median, mean } = result;
  const counted = (of: number, given: typeof counts, more: Line) =>
    given.map(({ code, count, mean: place }): Line => {
      const optionText = optionLabel(reader, question, code);
      return { ...own, ...more, option: code, optionText, count, answered: of, share: shareOf(count, of), mean: place };
    });
  return [
    { ...own, answered, median, mean },
    ...counted(answered, [...counts, ...spans], {}),
    ...rows.flatMap((row) => {
      const named = { row: row.code, rowText: rowLabel(reader, question, row.code) };
      if (row.suppressed) return [{ ...own, ...named, optionText: reader.t('survey:tooFewShort') }];
      const said = (row.nonAnswers ?? []).map(({ code, count }): Line => {
        return { ...own, ...named, option: noneCode(code), optionText: nonAnswerLabel(reader, code), count };
      });
      return [...counted(row.answered, row.counts, named), ...said];
    }),
  ];
}
