import { type AskedQuestion, kindOf, shapeOf } from '../../domain/survey/kinds/kinds.ts';
import { noneCode } from '../../domain/survey/question/answer.ts';
import type { QuestionResult } from '../../domain/survey/results/figures.ts';
import { nonAnswerLabel, optionLabel, type ResultsReader } from './labels.ts';

/** What a code within a question stands for. */
export const codeParts = ['option', 'row', 'step', 'bracket', 'nonAnswer'] as const;
export type CodePart = (typeof codeParts)[number];

/** A code that may stand in a file for something that a question offers, or for how its numbers lie. */
export interface KnownCode {
  readonly part: CodePart;
  readonly code: string;
}

/** Every code that answers to a question and their counts are told by; days stand for themselves. */
export function codesOf(question: AskedQuestion, result?: QuestionResult): KnownCode[] {
  const instead = (question.nonAnswers ?? []).map((none) => ({ part: 'nonAnswer' as const, code: noneCode(none) }));
  return [...ownCodes(question, result), ...instead];
}

function ownCodes(question: AskedQuestion, result: QuestionResult | undefined): readonly KnownCode[] {
  if (shapeOf(question) === 'numbers') return bracketsIn(result).map((code) => ({ part: 'bracket', code }));
  const spans = (result?.spans ?? []).map(({ code }) => ({ part: 'bracket' as const, code }));
  return [...kindOf(question).codes(question), ...spans];
}

function bracketsIn(result: QuestionResult | undefined): string[] {
  const classes = (result?.byClass ?? []).flatMap((table) => table.classes);
  const counted = [result, ...classes].flatMap((one) => (one?.counts ?? []).map(({ code }) => code));
  return [...new Set(counted)];
}

/** What a code says, in words; of a row its own, whether it is reversed or not. */
export function codeWords(reader: ResultsReader, question: AskedQuestion, { part, code }: KnownCode): string {
  if (part === 'nonAnswer') return nonAnswerLabel(reader, code.slice(1));
  if (part !== 'row') return optionLabel(reader, question, code);
  return reader.pick(
    kindOf(question)
      .inputs(question)
      ?.find((row) => row.code === code)?.label ?? {},
  );
}
