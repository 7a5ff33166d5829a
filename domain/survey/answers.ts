import type { FieldFault } from '../errors.ts';
import { tidyText } from '../text.ts';
import { readNumber } from '../typed-number.ts';
import { readDay } from '../typed-time.ts';
import { type Answers, type AnswerValue } from './response.ts';
import { type AskedQuestion, NonAnswer } from './survey.ts';

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

/** The key under which is kept what was said instead of an answer. */
export function noneKey(code: string): string {
  return `${code}.none`;
}

/** What chooses a non-answer in a list of options, and stands for it in `showIf`: no option can have such a code. */
export function noneCode(none: string): string {
  return `-${none}`;
}

/** The reason not to answer that a code chosen in a list stands for, if any. */
export function noneOf(code: string): NonAnswer | undefined {
  return code.startsWith('-') ? NonAnswer.safeParse(code.slice(1)).data : undefined;
}

/** Whether a question is answered by one choice from a list, so that what is said instead stands in the list, too. */
export function isOneOfList(question: AskedQuestion): boolean {
  return question.kind === 'rating' || question.kind === 'yesNo' || (question.kind === 'choice' && !question.multiple);
}

/** What was said instead of an answer. */
export function nonAnswerIn(answers: Answers, code: string): NonAnswer | undefined {
  const none = NonAnswer.safeParse(answers[noneKey(code)]);
  return none.data;
}

/** The key of an input: for a matrix one per row. */
export function rowKey(code: string, row: string): string {
  return `${code}.${row}`;
}

type Typed = (key: string) => string;
type Read = { value?: AnswerValue | undefined; other?: string; none?: NonAnswer } | { fault: FieldFault };

/**
 * Reads what was typed into the inputs of some questions. All values are strings, as cards send them, keyed by
 * question code (a matrix by `rowKey`, the text beside `other` by `otherKey`, what is said instead by `noneKey`); an
 * empty string or a missing key is no answer.
 */
export function readAnswers(questions: readonly AskedQuestion[], typed: Readonly<Record<string, string>>): ReadAnswers {
  const answers: Record<string, AnswerValue> = {};
  const faults: Record<string, FieldFault> = {};
  for (const question of questions) {
    const read = readEither(question, (key) => (Object.hasOwn(typed, key) ? tidyText(typed[key] ?? '') : ''));
    if ('fault' in read) faults[question.code] = read.fault;
    else {
      if (read.value !== undefined) answers[question.code] = read.value;
      if (read.other) answers[otherKey(question.code)] = read.other;
      if (read.none) answers[noneKey(question.code)] = read.none;
    }
  }
  return { answers, faults };
}

/** Reads an answer, and what was said instead; when both were given, both are kept, to be decided between. */
function readEither(question: AskedQuestion, typed: Typed): Read {
  const chosen = isOneOfList(question) && typed(question.code).startsWith('-') ? typed(question.code).slice(1) : '';
  const [none, ...more] = [chosen, ...listed(typed(noneKey(question.code)))].filter(Boolean);
  if (more.length > 0) return { fault: 'notBoth' };
  const said = question.nonAnswers?.find((allowed) => allowed === none);
  if (none && !said) return { fault: 'notAnOption' };
  const read = chosen ? {} : readOne(question, typed);
  return 'fault' in read || !said ? read : { ...read, none: said };
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
      return readTypedNumber(typed(question.code));
    case 'date':
      return readDate(typed(question.code));
  }
}

/** How much of a text that is too long is kept, so that it can be shortened; inputs themselves stop at the limit. */
export const spare = 200;

/** Counted as the limit itself is (`lengthFault`). */
function kept(text: string, maxLength: number): string | undefined {
  return [...text].slice(0, maxLength + spare).join('') || undefined;
}

function readCode(code: string, allowed: readonly string[]): Read {
  if (!code) return {};
  return allowed.includes(code) ? { value: code } : { fault: 'notAnOption' };
}

/** The most characters of the text beside the option `other`. */
export const longestOther = 300;

/** What was chosen in a list, in whatever order and with stray separators. */
function listed(joined: string): string[] {
  return joined
    .split(/[,;]/)
    .map((code) => code.trim())
    .filter(Boolean);
}

function readChoice(question: Extract<AskedQuestion, { kind: 'choice' }>, typed: Typed): Read {
  const allowed = [...question.options.map((option) => option.code), ...(question.other ? ['other'] : [])];
  const chosen = listed(typed(question.code));
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
  const allowed = new Set([...question.scale.map((step) => step.code), ...(question.nonAnswers ?? []).map(noneCode)]);
  for (const row of question.rows) {
    const code = typed(rowKey(question.code, row.code));
    if (code && !allowed.has(code)) return { fault: 'notAnOption' };
    if (code) rows[row.code] = code;
  }
  return Object.keys(rows).length > 0 ? { value: rows } : {};
}

function readTypedNumber(text: string): Read {
  if (!text) return {};
  const read = readNumber(text);
  return 'fault' in read ? read : { value: read.number };
}

function readDate(text: string): Read {
  return text ? readDay(text) : {};
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
  const none = nonAnswerIn(answers, question.code);
  if (none) return answer === undefined ? undefined : 'notBoth';
  if (answer === undefined) return question.required ? 'required' : undefined;
  switch (question.kind) {
    case 'text':
      return lengthFault(answer, question.minLength ?? 0, question.maxLength);
    case 'choice':
      return numberChosenFault(question, answer) ?? lengthFault(answers[otherKey(question.code)], 0, longestOther);
    case 'number':
      return isWithin(Number(answer), question) ? undefined : 'outOfRange';
    case 'date':
      return typeof answer !== 'string' || isWithin(answer, question) ? undefined : 'dateOutOfRange';
    case 'matrix':
      return question.required && Object.keys(answer).length < question.rows.length ? 'required' : undefined;
    case 'rating':
    case 'yesNo':
      return undefined;
  }
}

/** Counted in code points, as people count: an emoji is not two characters. */
function lengthFault(text: AnswerValue | undefined, min: number, max: number): FieldFault | undefined {
  if (typeof text !== 'string') return undefined;
  const length = [...text].length;
  if (length > max) return 'tooLong';
  return length < min ? 'tooShort' : undefined;
}

function numberChosenFault(
  { multiple, options, min = 0, max = Infinity }: Extract<AskedQuestion, { kind: 'choice' }>,
  answer: AnswerValue,
): FieldFault | undefined {
  if (!multiple || !Array.isArray(answer)) return undefined;
  if (options.some(({ code, exclusive }) => exclusive && answer.includes(code))) {
    return answer.length > 1 ? 'notWithOthers' : undefined;
  }
  if (answer.length < min) return 'tooFewChosen';
  return answer.length > max ? 'tooManyChosen' : undefined;
}

function isWithin<T extends number | string>(value: T, { min, max }: { min?: T | undefined; max?: T | undefined }) {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}
