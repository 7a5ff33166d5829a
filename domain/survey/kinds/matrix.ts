import { z } from 'zod';
import { noneCode, rowKey } from '../question/answer.ts';
import { areDistinct, asked, inOrder, mostOptions, Option, sameCodes } from '../question/base.ts';
import { countCodes, type Given, nonAnswersGiven, type RowResult, saidOf } from '../question/figure.ts';
import { type Kind, plain } from '../question/kind.ts';
import type { Read, Typed } from '../question/reading.ts';
import { bytesOf, choicesWeight, codesLength, onCard } from '../question/weighing.ts';

/** What is judged on the scale of a matrix. A `reversed` statement says the opposite of the others: agreeing is bad. */
const Row = Option.extend({ reversed: z.boolean().optional() });

const schema = z.object({
  kind: z.literal('matrix'),
  ...asked,
  rows: z.array(Row).max(mostOptions),
  scale: z.array(Option).max(mostOptions),
});
type Matrix = z.infer<typeof schema>;

/** What can be said of a row: a step, or why not. */
function chosen({ scale, nonAnswers = [] }: Matrix): string[] {
  return [...scale.map(({ code }) => code), ...nonAnswers.map(noneCode)];
}

function read(question: Matrix, typed: Typed): Read {
  const rows: Record<string, string> = {};
  const allowed = new Set(chosen(question));
  for (const row of question.rows) {
    const code = typed(rowKey(question.code, row.code));
    if (code && !allowed.has(code)) return { fault: 'notAnOption' };
    if (code) rows[row.code] = code;
  }
  return Object.keys(rows).length > 0 ? { value: rows } : {};
}

function rowResult(question: Matrix, code: string, { values }: Given, fewest: number): RowResult {
  const { steps, instead } = saidOf(code, values);
  const suppressed = steps.length > 0 && steps.length < fewest;
  const scale = question.scale.map((step) => step.code);
  const row = { code, answered: steps.length, suppressed, counts: suppressed ? [] : countCodes(steps, scale) };
  return { ...row, ...nonAnswersGiven(question, instead, fewest) };
}

/** A statement that was turned round is another. */
function turned({ code, reversed }: Matrix['rows'][number]): { code: string } {
  return { code: reversed ? `${code} reversed` : code };
}

/** Several statements, each judged on the same scale. */
export const matrix = {
  ...plain,
  schema,
  shape: 'stackedBars',
  inputs: ({ rows }) => rows,
  hasOptions: ({ rows, scale }) => rows.length >= 1 && scale.length >= 2,
  limitsHold: ({ rows, scale }) => areDistinct(scale) && areDistinct(rows),
  codes: ({ rows, scale }) => [
    ...rows.map(({ code }) => ({ part: 'row' as const, code })),
    ...scale.map(({ code }) => ({ part: 'step' as const, code })),
  ],
  textKeys: () => [],
  longestAnswer: (question) => {
    const step = Math.max(0, ...chosen(question).map((code) => code.length));
    return codesLength(question.rows) + question.rows.length * (step + 4);
  },
  weight: ({ rows, scale, nonAnswers = [] }) => {
    const steps = choicesWeight(scale) + nonAnswers.length * 2 * onCard.choice;
    return rows.reduce((sum, { label }) => sum + onCard.input + bytesOf(label) + steps, 0);
  },
  read,
  fault: ({ required, rows }, answer) =>
    required && Object.keys(answer).length < rows.length ? 'required' : undefined,
  isComparable: (one, other) =>
    sameCodes(one.rows.map(turned), other.rows.map(turned)) && inOrder(one.scale) === inOrder(other.scale),
  count: (question, given, fewest) => ({
    shape: 'stackedBars',
    rows: question.rows.map(({ code }) => rowResult(question, code, given, fewest)),
  }),
  madeUp: ({ rows, scale, nonAnswers = [] }, chance) => {
    const steps = scale.map(({ code }) => code);
    const [none] = nonAnswers;
    /** The middle of a scale more often than its ends, and seldom that it cannot be said. */
    const step = () => {
      if (none && chance.percent(6)) return noneCode(none);
      return steps[Math.floor((chance.below(steps.length) + chance.below(steps.length) + 1) / 2)] ?? '';
    };
    return { value: Object.fromEntries(rows.map(({ code }) => [code, step()])) };
  },
} satisfies Kind<Matrix>;
