import { nonAnswerIn, noneOf, otherKey } from '../answers.ts';
import type { Answers, AnswerValue } from '../response.ts';
import type { AskedQuestion, Breakdown } from '../survey.ts';
import { countInBrackets } from './brackets.ts';

/** How often one option, step or day was chosen. */
export interface Count {
  readonly code: string;
  readonly count: number;
}

/** One row of a matrix, suppressed like a question of its own. */
export interface RowResult {
  readonly code: string;
  readonly answered: number;
  readonly suppressed: boolean;
  readonly counts: readonly Count[];
  /** How many said of it, instead of answering, what the question allows them to; never among `answered`. */
  readonly nonAnswers?: readonly Count[];
}

/** What was answered to one question. Of what a kind of question cannot have, the field is missing. */
export interface QuestionResult {
  readonly code: string;
  readonly kind: AskedQuestion['kind'];
  /** How many answered this question. */
  readonly answered: number;
  /** True when too few answered it to publish more than how many. */
  readonly suppressed: boolean;
  /** In the order of the form; of dates, in order of time; of numbers, by bracket. */
  readonly counts?: readonly Count[];
  /** Of a matrix. */
  readonly rows?: readonly RowResult[];
  /** Of numbers and ratings, rounded to two decimals. */
  readonly median?: number;
  readonly mean?: number;
  /** What people wrote, in alphabetical order, so that nothing tells which texts are one person's. */
  readonly texts?: readonly string[];
  /** How many said, instead of answering, what the question allows them to; never among `answered`. */
  readonly nonAnswers?: readonly Count[];
  /** The same, divided; only what may be published, in the order of `Breakdown`. Never of texts. */
  readonly byClass?: readonly ClassTable[];
}

/** One question divided by one thing. */
export interface ClassTable {
  readonly breakdown: Breakdown;
  readonly classes: readonly ClassResult[];
}

/** What those of one class answered. */
export interface ClassResult
  extends Pick<QuestionResult, 'code' | 'answered' | 'counts' | 'rows' | 'median' | 'mean'> {}

interface Given {
  readonly values: AnswerValue[];
  /** Texts beside the option `other`; empty when nothing is to be read. */
  readonly others: string[];
  readonly nonAnswers: string[];
}

function take(given: Given, answers: Answers, code: string): void {
  const [value, other] = [answers[code], answers[otherKey(code)]];
  if (value !== undefined) given.values.push(value);
  if (typeof other === 'string') given.others.push(other);
  const none = nonAnswerIn(answers, code);
  if (none) given.nonAnswers.push(none);
}

/** What was answered to a question; below `fewest` answers no more is told than how many. */
export function questionResult(question: AskedQuestion, answers: readonly Answers[], fewest: number): QuestionResult {
  const { code, kind } = question;
  const given: Given = { values: [], others: [], nonAnswers: [] };
  for (const one of answers) take(given, one, code);
  const answered = answers.filter((one) => isAnswered(question, one)).length;
  // Of a matrix it is said row by row, but for what earlier forms asked of all rows at once.
  const isApart = kind !== 'matrix' || given.nonAnswers.length > 0;
  const apart = isApart ? nonAnswersGiven(question, given.nonAnswers, fewest) : {};
  if (answered > 0 && answered < fewest) return { code, kind, answered, suppressed: true, ...apart };
  return { code, kind, answered, suppressed: false, ...figures(question, given, fewest), ...apart };
}

function nonAnswersGiven(
  { nonAnswers }: AskedQuestion,
  given: readonly string[],
  fewest: number,
): Pick<QuestionResult, 'nonAnswers'> {
  if (!nonAnswers || (given.length > 0 && given.length < fewest)) return {};
  return { nonAnswers: countCodes(given, nonAnswers) };
}

function figures(question: AskedQuestion, given: Given, fewest: number): Partial<QuestionResult> {
  const { values } = given;
  switch (question.kind) {
    case 'text':
      return { texts: values.map(String).filter(Boolean).sort() };
    case 'choice':
      return choiceFigures(question, given, fewest);
    case 'yesNo':
      return { counts: countCodes(values, ['yes', 'no']) };
    case 'date':
      return { counts: countCodes(values, [...new Set(values.map(String))].sort()) };
    case 'rating':
      return { counts: countCodes(values, ['1', '2', '3', '4', '5']), ...averages(values) };
    case 'number':
      return { ...averages(values), ...distribution(values, fewest) };
    case 'matrix':
      return { rows: question.rows.map(({ code }) => rowResult(question, code, values, fewest)) };
  }
}

function choiceFigures(
  question: Extract<AskedQuestion, { kind: 'choice' }>,
  { values, others }: Given,
  fewest: number,
): Partial<QuestionResult> {
  const codes = question.options.map((option) => option.code);
  if (!question.other) return { counts: countCodes(values, codes) };
  const counts = countCodes(values, [...codes, 'other']);
  return others.length < fewest ? { counts } : { counts, texts: others.filter(Boolean).sort() };
}

function rowResult(
  question: Extract<AskedQuestion, { kind: 'matrix' }>,
  code: string,
  values: readonly AnswerValue[],
  fewest: number,
): RowResult {
  const said = values.map((value) => (isRows(value) ? value[code] : undefined)).filter((step) => step !== undefined);
  const inRow = said.filter((step) => !noneOf(step));
  const none = said.flatMap((step) => noneOf(step) ?? []);
  const suppressed = inRow.length > 0 && inRow.length < fewest;
  const scale = question.scale.map((step) => step.code);
  const row = { code, answered: inRow.length, suppressed, counts: suppressed ? [] : countCodes(inRow, scale) };
  return { ...row, ...nonAnswersGiven(question, none, fewest) };
}

/** Whether somebody answered a question: of a matrix, whether they judged any row. */
export function isAnswered({ code }: AskedQuestion, answers: Answers): boolean {
  const value = answers[code];
  return value !== undefined && (!isRows(value) || Object.values(value).some((step) => !noneOf(step)));
}

/** Whether an answer has one code for each row of a matrix. */
export function isRows(value: AnswerValue): value is Record<string, string> {
  return typeof value === 'object' && !Array.isArray(value);
}

function countCodes(values: readonly AnswerValue[], codes: readonly string[]): Count[] {
  const chosen = values.flatMap((value) => (Array.isArray(value) ? value : isRows(value) ? [] : [String(value)]));
  const counts = Map.groupBy(chosen, (code) => code);
  return codes.map((code) => ({ code, count: counts.get(code)?.length ?? 0 }));
}

function distribution(values: readonly AnswerValue[], fewest: number): { counts?: Count[] } {
  const counts = countInBrackets(values.map(Number).filter(Number.isFinite), fewest);
  return counts.length > 0 ? { counts } : {};
}

function averages(values: readonly AnswerValue[]): { median?: number; mean?: number } {
  const numbers = values.map(Number).filter(Number.isFinite);
  const ordered = numbers.sort((a, b) => a - b);
  const middle = ordered.length / 2;
  const [low, high] = [ordered[Math.ceil(middle) - 1], ordered[Math.floor(middle)]];
  if (low === undefined || high === undefined) return {};
  const sum = ordered.reduce((total, number) => total + number, 0);
  return { median: rounded((low + high) / 2), mean: rounded(sum / ordered.length) };
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}
