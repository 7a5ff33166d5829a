import type { FieldFault } from '../errors.ts';
import { tidyText } from '../text.ts';
import { type AskedQuestion, kindOf, shapeOf } from './kinds/kinds.ts';
import { type Answers, type AnswerValue, nonAnswerIn, noneKey, otherKey } from './question/answer.ts';
import { listed, type Read, type Typed } from './question/reading.ts';

/** What came out of reading a page of a form. */
export interface ReadAnswers {
  /** What was typed, right or wrong, so that nobody has to type it twice. Only `checkAnswers` says what holds. */
  readonly answers: Answers;
  /** Inputs that could not be read at all, by question code: these cannot come from the form's own inputs. */
  readonly faults: Readonly<Record<string, FieldFault>>;
}

/** Whether a question is answered by one choice from a list, so that what is said instead stands in the list, too. */
export function isOneOfList(question: AskedQuestion): boolean {
  return kindOf(question).isOneOfList(question);
}

/** Whether what is said instead of an answer stands in the question's own lists, and has no input of its own. */
export function saysInsteadInList(question: AskedQuestion): boolean {
  return isOneOfList(question) || shapeOf(question) === 'stackedBars';
}

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
  const read: Read = chosen ? {} : kindOf(question).read(question, typed);
  return 'fault' in read || !said ? read : { ...read, none: said };
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
  return kindOf(question).fault(question, answer, answers);
}
