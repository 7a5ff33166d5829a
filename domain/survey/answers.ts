import { z } from 'zod';
import type { FieldFault } from '../errors.ts';
import type { Answers, AnswerValue, AskedQuestion } from './survey.ts';

/** What came out of reading a page of a form. */
export interface ReadAnswers {
  /** What was typed, right or wrong, so that nobody has to type it twice. Only `checkAnswers` says what holds. */
  readonly answers: Answers;
  /** Inputs that could not be read at all, by question code: these cannot come from the form's own inputs. */
  readonly faults: Readonly<Record<string, FieldFault>>;
}

/** The key under which the text beside the option `other` is kept. */
export function otherKey(code: string): string {
  return `${code}.other`;
}

/** The key of an input: for a matrix one per row. */
export function rowKey(code: string, row: string): string {
  return `${code}.${row}`;
}

type Typed = (key: string) => string;
type Read = { value?: AnswerValue | undefined; other?: string } | { fault: FieldFault };

/**
 * Reads what was typed into the inputs of some questions. All values are strings, as cards send them, keyed by
 * question code (a matrix by `rowKey`, the text beside `other` by `otherKey`); an empty string or a missing key is
 * no answer.
 */
export function readAnswers(questions: readonly AskedQuestion[], typed: Readonly<Record<string, string>>): ReadAnswers {
  const answers: Record<string, AnswerValue> = {};
  const faults: Record<string, FieldFault> = {};
  for (const question of questions) {
    const read = readOne(question, (key) => (Object.hasOwn(typed, key) ? (typed[key] ?? '').trim() : ''));
    if ('fault' in read) faults[question.code] = read.fault;
    else {
      if (read.value !== undefined) answers[question.code] = read.value;
      if (read.other) answers[otherKey(question.code)] = read.other;
    }
  }
  return { answers, faults };
}

function readOne(question: AskedQuestion, typed: Typed): Read {
  switch (question.kind) {
    case 'text':
      return { value: kept(typed(question.code), question.maxLength) };
    case 'choice':
      return readChoice(question, typed);
    case 'rating':
      return readCode(typed(question.code), ['1', '2', '3', '4', '5']);
    case 'yesNo':
      return readCode(typed(question.code), ['yes', 'no']);
    case 'matrix':
      return readMatrix(question, typed);
    case 'number':
      return readNumber(typed(question.code));
    case 'date':
      return readDate(typed(question.code));
  }
}

/** How much of a text that is too long is kept, so that it can be shortened; inputs themselves stop at the limit. */
const spare = 200;

function kept(text: string, maxLength: number): string | undefined {
  return text.slice(0, maxLength + spare) || undefined;
}

function readCode(code: string, allowed: readonly string[]): Read {
  if (!code) return {};
  return allowed.includes(code) ? { value: code } : { fault: 'notAnOption' };
}

const longestOther = 300;

function readChoice(question: Extract<AskedQuestion, { kind: 'choice' }>, typed: Typed): Read {
  const allowed = [...question.options.map((option) => option.code), ...(question.other ? ['other'] : [])];
  const chosen = typed(question.code).split(',').filter(Boolean);
  if (chosen.some((code) => !allowed.includes(code))) return { fault: 'notAnOption' };
  if (!question.multiple && chosen.length > 1) return { fault: 'notAnOption' };
  const other = question.other ? (kept(typed(otherKey(question.code)), longestOther) ?? '') : '';
  // Somebody who writes the text beside `other` has chosen it, whether or not they ticked it.
  const codes = other && (question.multiple || chosen.length === 0) ? [...chosen, 'other'] : chosen;
  if (codes.length === 0) return {};
  const value = question.multiple ? [...new Set(codes)] : (codes[0] ?? '');
  return { value, ...(codes.includes('other') ? { other } : {}) };
}

function readMatrix(question: Extract<AskedQuestion, { kind: 'matrix' }>, typed: Typed): Read {
  const rows: Record<string, string> = {};
  for (const row of question.rows) {
    const code = typed(rowKey(question.code, row.code));
    if (code && !question.scale.some((step) => step.code === code)) return { fault: 'notAnOption' };
    if (code) rows[row.code] = code;
  }
  return Object.keys(rows).length > 0 ? { value: rows } : {};
}

function readNumber(text: string): Read {
  if (!text) return {};
  const number = Number(text.replace(/\s/g, '').replace(',', '.'));
  return Number.isFinite(number) ? { value: number } : { fault: 'notANumber' };
}

function readDate(text: string): Read {
  if (!text) return {};
  return z.iso.date().safeParse(text).success ? { value: text } : { fault: 'notADate' };
}

/** What keeps answers from being submitted, by question code. */
export function checkAnswers(
  questions: readonly AskedQuestion[],
  answers: Answers,
): Readonly<Record<string, FieldFault>> {
  const faults = questions.flatMap((question) => {
    const fault = faultOf(question, answers);
    return fault ? [[question.code, fault] as const] : [];
  });
  return Object.fromEntries(faults);
}

function faultOf(question: AskedQuestion, answers: Answers): FieldFault | undefined {
  const answer = answers[question.code];
  if (answer === undefined) return question.required ? 'required' : undefined;
  if (question.kind === 'text') return isLonger(answer, question.maxLength) ? 'tooLong' : undefined;
  if (question.kind === 'choice')
    return isLonger(answers[otherKey(question.code)], longestOther) ? 'tooLong' : undefined;
  if (question.kind === 'number') return isOutside(question, Number(answer)) ? 'outOfRange' : undefined;
  if (question.kind !== 'matrix') return undefined;
  return question.required && Object.keys(answer).length < question.rows.length ? 'required' : undefined;
}

/** Counted in code points, as people count: an emoji is not two characters. */
function isLonger(text: AnswerValue | undefined, length: number): boolean {
  return typeof text === 'string' && text.length > length && [...text].length > length;
}

function isOutside({ min, max }: Extract<AskedQuestion, { kind: 'number' }>, number: number): boolean {
  return (min !== undefined && number < min) || (max !== undefined && number > max);
}
