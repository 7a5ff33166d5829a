import { type AskedQuestion, kindOf, type QuestionKind, shapeOf } from '../kinds/kinds.ts';
import { type Answers, isRows, nonAnswerIn, noneOf, otherKey } from '../question/answer.ts';
import { type Count, nonAnswersGiven, type RowResult } from '../question/figure.ts';
import type { Breakdown } from '../survey.ts';

/** What was answered to one question. Of what a kind of question cannot have, the field is missing. */
export interface QuestionResult {
  readonly code: string;
  readonly kind: QuestionKind;
  /** How many answered this question. */
  readonly answered: number;
  /** True when too few answered it to publish more than how many. */
  readonly suppressed: boolean;
  /** In the order of the form; of dates, in order of time; of numbers, by bracket. */
  readonly counts?: readonly Count[];
  /** What some of the counts come to together, such as `0..6`; what is in them is known from the counts. */
  readonly spans?: readonly Count[];
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

/** What was answered to a question; below `fewest` answers no more is told than how many. */
export function questionResult(question: AskedQuestion, answers: readonly Answers[], fewest: number): QuestionResult {
  const { code, kind } = question;
  const values = answers.map((one) => one[code]).filter((value) => value !== undefined);
  const others = answers.map((one) => one[otherKey(code)]).filter((other) => typeof other === 'string');
  const instead = answers.flatMap((one) => nonAnswerIn(one, code) ?? []);
  const answered = answers.filter((one) => isAnswered(question, one)).length;
  // Where each row is counted by itself it is said row by row, but for what earlier forms asked of all rows at once.
  const isApart = shapeOf(question) !== 'stackedBars' || instead.length > 0;
  const apart = isApart ? nonAnswersGiven(question, instead, fewest) : {};
  if (answered > 0 && answered < fewest) return { code, kind, answered, suppressed: true, ...apart };
  const { shape: _shape, ...figures } = kindOf(question).count(question, { values, others }, fewest);
  return { code, kind, answered, suppressed: false, ...figures, ...apart };
}

/** Whether somebody answered a question: of a matrix, whether they judged any row. */
export function isAnswered({ code }: AskedQuestion, answers: Answers): boolean {
  const value = answers[code];
  return value !== undefined && (!isRows(value) || Object.values(value).some((step) => !noneOf(step)));
}
