import type { z } from 'zod';
import type { FieldFault } from '../../errors.ts';
import type { LocalizedText } from '../../text.ts';
import type { Answers, AnswerValue } from './answer.ts';
import type { QuestionBase } from './base.ts';
import type { Figure, Given, Shape } from './figure.ts';
import type { Read, Typed } from './reading.ts';

/** What a code within a question stands for, beside brackets of numbers and reasons not to answer. */
export type CodedPart = 'option' | 'row' | 'step';

/** Where the made-up answers of the demo network come from. */
export interface Chance {
  below(limit: number): number;
  between(least: number, most: number): number;
  percent(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  some<T>(items: readonly T[], count: number): T[];
  /** Sentences that answer the question of a code, one where `isLine`. */
  words(code: string, isLine: boolean): string;
  /** An amount that answers it. */
  amount(code: string): number;
  /** So many days after the answer is given. */
  day(after: number): string;
}

/**
 * All that is particular to one kind of question: each stands in a file of its own in `domain/survey/kinds/`. Nothing
 * may be left out: a kind that forgets whose words it holds, or how long an answer can be, does not compile.
 */
export interface Kind<Q extends QuestionBase> {
  readonly schema: z.ZodType<Q>;
  /** The shape of what is counted of it. */
  readonly shape: Shape;
  /** Whether a question is answered by one choice from a list, so that what is said instead stands in the list, too. */
  isOneOfList(question: Q): boolean;
  /** What has an input of its own each, named by `rowKey`; undefined where one input takes the answer. */
  inputs(question: Q): readonly { readonly code: string; readonly label: LocalizedText }[] | undefined;
  /** Whether there is enough to choose from. */
  hasOptions(question: Q): boolean;
  /** Whether its limits can be kept, and its codes told apart. */
  limitsHold(question: Q): boolean;
  /** The codes it can be answered by, on which a later question may depend; undefined when it is not chosen from. */
  choices(question: Q): readonly string[] | undefined;
  /** Every code that answers are told by. */
  codes(question: Q): readonly { readonly part: CodedPart; readonly code: string }[];
  /** Keys of the answers under which stands what people wrote: it is gone through before others read it. */
  textKeys(question: Q): readonly string[];
  /** The most characters of text that an answer may have. */
  longestText(question: Q): number;
  /** The most bytes that an answer takes when it is sealed, beside its keys: none may tell by its length whose it is. */
  longestAnswer(question: Q): number;
  /** About how many bytes it takes on a card beside its words and its first input. */
  weight(question: Q): number;
  /** Reads what was typed; what is right or wrong with it only `fault` says. */
  read(question: Q, typed: Typed): Read;
  /** What keeps an answer from being submitted. */
  fault(question: Q, answer: AnswerValue, answers: Answers): FieldFault | undefined;
  /** Whether the answers to two questions of this kind can be counted together. */
  isComparable(one: Q, other: Q): boolean;
  /** What is counted of what was given; of fewer than `fewest`, nothing. */
  count(question: Q, given: Given, fewest: number): Figure;
  /** A valid answer by chance, with the text beside `other` where that is chosen. */
  madeUp(question: Q, chance: Chance): { readonly value: AnswerValue; readonly other?: string };
}

/**
 * What holds of a question that has one input and nothing to choose from. What protects people is not among it: each
 * kind says itself whose words it holds and how long an answer can be.
 */
export const plain = {
  isOneOfList: () => false,
  inputs: () => undefined,
  hasOptions: () => true,
  limitsHold: () => true,
  choices: () => undefined,
  codes: () => [],
  longestText: () => 0,
  weight: () => 0,
  fault: () => undefined,
  isComparable: () => true,
} satisfies Partial<Kind<never>>;

/** What holds of a question that is answered by one of a few codes that are the same in every survey. */
export function oneOf(codes: readonly string[]) {
  return {
    ...plain,
    textKeys: () => [],
    longestAnswer: () => 0,
    isOneOfList: () => true,
    choices: () => codes,
    codes: () => codes.map((code) => ({ part: 'option' as const, code })),
  } satisfies Partial<Kind<never>>;
}
