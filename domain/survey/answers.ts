import { z } from 'zod';
import type { FieldFault } from '../errors.ts';
import type { Answers, AnswerValue, AskedQuestion } from './survey.ts';

/** What came out of reading a page of a form: the answers that hold, and the faults by question code. */
export interface ReadAnswers {
  readonly answers: Answers;
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
    if (typeof read === 'object' && 'fault' in read) faults[question.code] = read.fault;
    else if (read.value !== undefined) answers[question.code] = read.value;
    else if (question.required) faults[question.code] = 'required';
    if ('other' in read && read.other) answers[otherKey(question.code)] = read.other;
  }
  return { answers, faults };
}

type Read = { value: AnswerValue | undefined; other?: string } | { fault: FieldFault };
type Typed = (key: string) => string;

function readOne(question: AskedQuestion, typed: Typed): Read {
  switch (question.kind) {
    case 'text':
      return readText(typed(question.code), question.maxLength);
    case 'choice':
      return readChoice(question, typed);
    case 'rating':
      return readCode(typed(question.code), ['1', '2', '3', '4', '5']);
    case 'yesNo':
      return readCode(typed(question.code), ['yes', 'no']);
    case 'matrix':
      return readMatrix(question, typed);
    case 'number':
      return readNumber(question, typed(question.code));
    case 'date':
      return readDate(typed(question.code));
  }
}

function readText(text: string, maxLength: number): Read {
  // Counted in code points, as people count: an emoji is not two characters.
  if (text.length > maxLength && [...text].length > maxLength) return { fault: 'tooLong' };
  return { value: text || undefined };
}

function readCode(code: string, allowed: readonly string[]): Read {
  if (!code) return { value: undefined };
  return allowed.includes(code) ? { value: code } : { fault: 'notAnOption' };
}

const longestOther = 300;

function readChoice(question: Extract<AskedQuestion, { kind: 'choice' }>, typed: Typed): Read {
  const allowed = [...question.options.map((option) => option.code), ...(question.other ? ['other'] : [])];
  const chosen = typed(question.code).split(',').filter(Boolean);
  if (chosen.some((code) => !allowed.includes(code))) return { fault: 'notAnOption' };
  if (!question.multiple && chosen.length > 1) return { fault: 'notAnOption' };
  const other = question.other ? typed(otherKey(question.code)) : '';
  if ([...other].length > longestOther) return { fault: 'tooLong' };
  // Somebody who writes the text beside `other` has chosen it, whether or not they ticked it.
  const codes = other && question.multiple && !chosen.includes('other') ? [...chosen, 'other'] : chosen;
  if (codes.length === 0) return other ? { value: 'other', other } : { value: undefined };
  return {
    value: question.multiple ? [...new Set(codes)] : (codes[0] ?? ''),
    ...(codes.includes('other') ? { other } : {}),
  };
}

function readMatrix(question: Extract<AskedQuestion, { kind: 'matrix' }>, typed: Typed): Read {
  const rows: Record<string, string> = {};
  for (const row of question.rows) {
    const code = typed(rowKey(question.code, row.code));
    if (!code) continue;
    if (!question.scale.some((step) => step.code === code)) return { fault: 'notAnOption' };
    rows[row.code] = code;
  }
  const answered = Object.keys(rows).length;
  if (question.required && answered < question.rows.length) return { fault: 'required' };
  return { value: answered > 0 ? rows : undefined };
}

function readNumber(question: Extract<AskedQuestion, { kind: 'number' }>, text: string): Read {
  if (!text) return { value: undefined };
  const number = Number(text.replace(/\s/g, '').replace(',', '.'));
  if (!Number.isFinite(number)) return { fault: 'notANumber' };
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = question;
  return number < min || number > max ? { fault: 'outOfRange' } : { value: number };
}

function readDate(text: string): Read {
  if (!text) return { value: undefined };
  return z.iso.date().safeParse(text).success ? { value: text } : { fault: 'notADate' };
}
