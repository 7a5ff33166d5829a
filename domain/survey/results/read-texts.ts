import { createHash } from 'node:crypto';
import type { StoreReader } from '../../store.ts';
import { isAsked, kindOf } from '../kinds/kinds.ts';
import type { Answers } from '../question/answer.ts';
import { type Redaction, redactions } from '../response.ts';
import { type Survey } from '../survey.ts';

/** One text that somebody wrote, by what it is found by within an answer. */
export interface WrittenText {
  /** The code of the question. */
  readonly question: string;
  /** The key within the answer. */
  readonly code: string;
  readonly text: string;
}

/** The texts of one answer: to questions that ask for one, and beside the option `other`. */
export function writtenTexts({ questions }: Pick<Survey, 'questions'>, answers: Answers): WrittenText[] {
  return questions.filter(isAsked).flatMap((question) =>
    kindOf(question)
      .textKeys(question)
      .flatMap((code) => {
        const text = answers[code];
        return typeof text === 'string' && text !== '' ? [{ question: question.code, code, text }] : [];
      }),
  );
}

/** What is known of how a survey's texts are to be read, by answer and key. */
export type Redactions = ReadonlyMap<string, Redaction>;

/** The key of a redaction among those of its survey. */
export function redactionKey(answerId: string, code: string): string {
  return `${answerId} ${code}`;
}

/** What was decided about the texts of a survey. */
export async function redactionsOf(reader: StoreReader, { id: surveyId }: Pick<Survey, 'id'>): Promise<Redactions> {
  const all = new Map<string, Redaction>();
  for await (const one of reader.stream(redactions, { surveyId })) all.set(redactionKey(one.answerId, one.code), one);
  return all;
}

/**
 * What is read in the place of a text: itself when nobody changed that, and nothing when it is another than the one
 * that was redacted.
 */
export function readText(text: string, redaction: Redaction | undefined): string {
  if (!redaction) return text;
  return covers(redaction, text) ? redaction.text : '';
}

/** Whether a redaction was made of exactly this text. */
export function covers({ originalHash }: Redaction, text: string): boolean {
  return originalHash === hashOf(text);
}

/** SHA-256 of a text, in hexadecimal. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Gives the answers of a survey with their texts as they are to be read; what is left out is empty. */
export async function withReadTexts(reader: StoreReader, survey: Survey) {
  const known = await redactionsOf(reader, survey);
  return (answerId: string, answers: Answers): Answers => {
    if (known.size === 0) return answers;
    const read = writtenTexts(survey, answers).map(({ code, text }) => {
      return [code, readText(text, known.get(redactionKey(answerId, code)))] as const;
    });
    return { ...answers, ...Object.fromEntries(read) };
  };
}
