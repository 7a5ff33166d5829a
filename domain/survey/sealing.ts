import { z } from 'zod';
import { isAppError } from '../errors.ts';
import { type AskedQuestion, kindOf, type Question } from './kinds/kinds.ts';
import { Answers } from './question/answer.ts';
import type { Vault } from './vault.ts';

/** What a response holds: what was submitted, and what is being filled in. */
export const Content = z.object({ answers: Answers, draft: Answers.optional() });
export type Content = z.infer<typeof Content>;

/** So many bytes at most are filled up for each of the two. */
const mostRoom = 65_536;

/**
 * A content as it is sealed: filled up with blanks to the length of the longest answers that the questions allow, so
 * that no backup from before the closing tells by the length of what was sealed which of the answers is whose. Where
 * they allow more than 64 KB, all that is shorter is equally long.
 */
export function toSeal(questions: readonly Question[], content: Content): string {
  const text = JSON.stringify(content);
  const room = Math.min(roomFor(questions), mostRoom);
  const parts = content.draft && Object.keys(content.answers).length > 0 ? 2 : 1;
  const length = Buffer.byteLength(text);
  const whole = Math.max(parts, Math.ceil(length / room)) * room;
  return text + ' '.repeat(whole - length);
}

/** Opens what a response of an anonymous survey was sealed with. Throws `SEAL_UNREADABLE`. */
export async function unsealed(vault: Vault, surveyId: string, sealed: string): Promise<Content> {
  return Content.parse(JSON.parse(await vault.open(surveyId, sealed)));
}

/** Whether the survey's key opens what a response was sealed with. */
export async function opens(vault: Pick<Vault, 'open'>, surveyId: string, sealed: string): Promise<boolean> {
  try {
    await vault.open(surveyId, sealed);
    return true;
  } catch (error) {
    if (isAppError(error, 'SEAL_UNREADABLE')) return false;
    throw error;
  }
}

/** The names of the two parts, and what stands around them. */
const around = 64;

function roomFor(questions: readonly Question[]): number {
  return questions.reduce((sum, question) => sum + (question.kind === 'section' ? 0 : longest(question)), around);
}

/** The three keys of a question with what stands around them, and what may be said instead of an answer. */
const aside = ({ code }: AskedQuestion) => 3 * code.length + around;

function longest(question: AskedQuestion): number {
  return aside(question) + kindOf(question).longestAnswer(question);
}
