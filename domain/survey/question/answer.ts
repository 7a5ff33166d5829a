import { z } from 'zod';
import { NonAnswer } from './base.ts';

/** An answer to one question: text or a code, several codes, a number, or a code for each row of a matrix. */
export const AnswerValue = z.union([z.string(), z.number(), z.array(z.string()), z.record(z.string(), z.string())]);
export type AnswerValue = z.infer<typeof AnswerValue>;

/**
 * Answers by question code. The text beside the option `other` stands under `<code>.other`, and what was said instead
 * of an answer under `<code>.none`, so that it never gets among the answers.
 */
export const Answers = z.record(z.string(), AnswerValue);
export type Answers = z.infer<typeof Answers>;

/** The key under which the text beside the option `other` is kept. */
export function otherKey(code: string): string {
  return `${code}.other`;
}

/** The key under which is kept what was said instead of an answer. */
export function noneKey(code: string): string {
  return `${code}.none`;
}

/** The key of an input where a question has several: of a matrix one per row. */
export function rowKey(code: string, row: string): string {
  return `${code}.${row}`;
}

/** What chooses a non-answer in a list of options, and stands for it in `showIf`: no option can have such a code. */
export function noneCode(none: string): string {
  return `-${none}`;
}

/** The reason not to answer that a code chosen in a list stands for, if any. */
export function noneOf(code: string): NonAnswer | undefined {
  return code.startsWith('-') ? NonAnswer.safeParse(code.slice(1)).data : undefined;
}

/** What was said instead of an answer. */
export function nonAnswerIn(answers: Answers, code: string): NonAnswer | undefined {
  const none = NonAnswer.safeParse(answers[noneKey(code)]);
  return none.data;
}

/** Whether an answer has one code for each of several parts of its question, such as the rows of a matrix. */
export function isRows(value: AnswerValue): value is Record<string, string> {
  return typeof value === 'object' && !Array.isArray(value);
}
