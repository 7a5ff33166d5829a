import { type AskedQuestion, kindOf } from '../../domain/survey/kinds/kinds.ts';
import {
  type Answers,
  type AnswerValue,
  nonAnswerIn,
  noneCode,
  noneOf,
  otherKey,
  rowKey,
} from '../../domain/survey/question/answer.ts';
import type { ExportedResults } from '../../domain/survey/results/exported-results.ts';
import { askedIn } from '../../domain/survey/results/survey-results.ts';
import { wordsOf } from '../../words/survey/kinds/kinds.ts';
import type { Cell } from '../package/csv.ts';
import { nonAnswerLabel, optionLabel, type ResultsReader } from './labels.ts';
import type { ResultTable } from './table.ts';

/** What a column of answers holds: what was answered, the same in words, or the text beside the option `other`. */
export interface AnswerColumn {
  /** Stands in the heading in brackets. */
  readonly key: string;
  readonly question: AskedQuestion;
  readonly heading: string;
  cell(answers: Answers): Cell;
}

/** Each answer of a named survey in a row: to each question a column of codes, as a program reads them, then their words. */
export function answersTable(reader: ResultsReader, { survey, rows = [] }: ExportedResults): ResultTable {
  const columns = askedIn(survey).flatMap((question) => answerColumns(reader, question));
  return {
    name: 'answers',
    header: [reader.t('survey:exported.organisation'), ...columns.map(({ heading, key }) => `${heading} (${key})`)],
    rows: rows.map(({ organisation, answers }) => [organisation, ...columns.map(({ cell }) => cell(answers))]),
  };
}

/** The columns that answers to one question take. */
export function answerColumns(reader: ResultsReader, question: AskedQuestion): AnswerColumn[] {
  const { code } = question;
  const label = reader.pick(question.label);
  const parts = kindOf(question).inputs(question);
  if (parts) {
    return parts.flatMap(({ code: row, label: statement }) =>
      withWords(reader, question, {
        key: rowKey(code, row),
        heading: `${label} – ${reader.pick(statement)}`,
        codes: (answers) => codesIn(answers, question, row),
      }),
    );
  }
  const codes = (answers: Answers) => codesIn(answers, question);
  if (!('other' in question && question.other)) {
    return withWords(reader, question, { key: code, heading: label, codes });
  }
  const other = { key: otherKey(code), question, heading: `${label} – ${reader.t('survey:otherOption')}` };
  const beside = (answers: Answers) => cellOf(answers[otherKey(code)]);
  return [...withWords(reader, question, { key: code, heading: label, codes }), { ...other, cell: beside }];
}

interface CodeColumn {
  readonly key: string;
  readonly heading: string;
  codes(answers: Answers): readonly (string | number)[];
}

/** A column of codes, and where some of them say nothing by themselves, one of words. */
function withWords(
  reader: ResultsReader,
  question: AskedQuestion,
  { key, heading, codes }: CodeColumn,
): AnswerColumn[] {
  const plain = { key, question, heading, cell: (answers: Answers) => joined(codes(answers)) };
  const { speaks } = wordsOf(question);
  if (speaks && !question.nonAnswers?.length) return [plain];
  const inWords = (given: string | number) => {
    const none = typeof given === 'string' ? noneOf(given) : undefined;
    if (none) return nonAnswerLabel(reader, none);
    return speaks ? given : optionLabel(reader, question, String(given));
  };
  return [
    plain,
    {
      key: `${key}.words`,
      question,
      heading: reader.t('survey:exported.inWords', { label: heading }),
      cell: (answers) => joined(codes(answers).map(inWords)),
    },
  ];
}

function codesIn(answers: Answers, question: AskedQuestion, row?: string): (string | number)[] {
  const value = answers[question.code];
  const none = nonAnswerIn(answers, question.code);
  if (value === undefined) return none && row === undefined ? [noneCode(none)] : [];
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object') return [value];
  const step = row === undefined ? undefined : value[row];
  return step === undefined ? [] : [step];
}

/** One thing as it is, several joined by semicolons. */
function joined(parts: readonly (string | number)[]): Cell {
  return parts.length > 1 ? parts.join(';') : parts[0];
}

function cellOf(value: AnswerValue | undefined): Cell {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
