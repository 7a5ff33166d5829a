import { type Classes, mergedClass, noClass, severalGroups } from '../classes.ts';
import { type AskedQuestion, kindOf, shapeOf } from '../kinds/kinds.ts';
import { mergeSmall, publishable } from '../merging.ts';
import { type Answers, isRows, noneOf } from '../question/answer.ts';
import type { RowResult } from '../question/figure.ts';
import { resultsRule } from '../results-rule.ts';
import type { Breakdown, Survey } from '../survey.ts';
import { type ClassResult, type ClassTable, isAnswered, questionResult } from './figures.ts';

interface Divided {
  readonly answers: Answers;
  readonly classes: Classes;
}

/**
 * Gives the tables by class of each question of a survey. Of a named one they hold everybody as they are. Of others,
 * small classes are merged first, the same for all questions, and of a question only those tables are given in which
 * every class has at least five answers, and which together tell apart no fewer than five people; of a matrix the same
 * holds for each row.
 */
export function tablesByClass(
  survey: Survey,
  given: readonly { readonly answers: Answers; readonly classes: Classes | undefined }[],
): (question: AskedQuestion) => ClassTable[] {
  const divided = given.flatMap(({ answers, classes }) => (classes ? [{ answers, classes }] : []));
  // Classes add up to the total only when everybody has one.
  if (divided.length < given.length || divided.length === 0) return () => [];
  const { breakdowns } = resultsRule(survey);
  if (survey.anonymity === 'named') return (question) => tablesOf(question, divided, breakdowns, () => breakdowns);
  const merged = mergeSmall(
    divided.map(({ classes }) => classes),
    breakdowns,
  );
  const wide = divided.map(({ answers }, index) => ({ answers, classes: merged.classes[index] ?? {} }));
  const codes = new Map(merged.breakdowns.map((breakdown) => [breakdown, codesOf(wide, breakdown)]));
  const allowed = (among: readonly Divided[]) =>
    publishable(
      among.map(({ classes }) => classes),
      merged.breakdowns,
      (breakdown) => codes.get(breakdown) ?? new Set(),
    );
  return (question) => tablesOf(question, wide, merged.breakdowns, allowed);
}

type Allowed = (among: readonly Divided[]) => readonly Breakdown[];

function tablesOf(
  question: AskedQuestion,
  given: readonly Divided[],
  breakdowns: readonly Breakdown[],
  allowed: Allowed,
): ClassTable[] {
  if (shapeOf(question) === 'texts') return [];
  const answered = given.filter(({ answers }) => isAnswered(question, answers));
  const shown = allowed(answered);
  const rows = shownRows(question, answered, allowed);
  return breakdowns
    .filter((breakdown) => shown.includes(breakdown))
    .map((breakdown) => ({
      breakdown,
      classes: [...codesOf(answered, breakdown)].sort(inClassOrder).map((code): ClassResult => {
        const own = answered.filter(({ classes }) => classes[breakdown] === code).map(({ answers }) => answers);
        return classResult(question, code, own, (row) => rows.get(row)?.includes(breakdown) ?? false);
      }),
    }));
}

/** Which rows of a matrix may be divided by what. */
function shownRows(question: AskedQuestion, answered: readonly Divided[], allowed: Allowed) {
  const rows = (shapeOf(question) === 'stackedBars' && kindOf(question).inputs(question)) || [];
  return new Map(
    rows.map(({ code: row }) => {
      const inRow = answered.filter(({ answers }) => {
        const value = answers[question.code];
        return value !== undefined && isRows(value) && value[row] !== undefined && !noneOf(value[row]);
      });
      return [row, allowed(inRow)];
    }),
  );
}

function classResult(
  question: AskedQuestion,
  code: string,
  own: readonly Answers[],
  rowIsShown: (row: string) => boolean,
): ClassResult {
  const { answered, counts, rows, median, mean } = questionResult(question, own, 0);
  return {
    code,
    answered,
    // The brackets of numbers would be others in each class.
    ...(counts && shapeOf(question) !== 'numbers' && { counts }),
    ...(rows && { rows: rows.map((row) => (rowIsShown(row.code) ? shown(row) : hidden(row))) }),
    ...(median !== undefined && { median }),
    ...(mean !== undefined && { mean }),
  };
}

/** Without what was said instead: of few of a class, that is not told. */
function shown({ code, answered, suppressed, counts }: RowResult): RowResult {
  return { code, answered, suppressed, counts };
}

/** A row of which not even is told how many answered: the others would add up to what is missing. */
function hidden({ code }: RowResult): RowResult {
  return { code, answered: 0, suppressed: true, counts: [] };
}

function codesOf(given: readonly Divided[], breakdown: Breakdown): Set<string> {
  return new Set(given.map(({ classes }) => classes[breakdown] ?? noClass));
}

const last = [severalGroups, noClass, mergedClass];

/** Classes by their codes, and those that stand for no code of their own at the end. */
function inClassOrder(a: string, b: string): number {
  return last.indexOf(a) - last.indexOf(b) || (a < b ? -1 : 1);
}
