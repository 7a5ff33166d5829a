import type { AskedQuestion } from '../../domain/survey/kinds/kinds.ts';
import { type Answers, nonAnswerIn, noneCode } from '../../domain/survey/question/answer.ts';
import { isolated } from '../../locales/isolated.ts';
import type { Element, InputChoiceSet } from '../card.ts';
import type { Reader } from '../reader.ts';

/** What all inputs of questions are named by, so that no question can stand for a key of the verb's own. */
export const inputPrefix = 'q.';

/** The inputs of a question of one kind, filled with what was answered. */
export type KindInputs<Q extends AskedQuestion> = (reader: Reader, question: Q, answers: Answers) => Element[];

type Choice = InputChoiceSet['choices'][number];

/** A question's words, with a mark where it has to be answered. */
export function labelOf(reader: Reader, question: AskedQuestion): string {
  const label = reader.pick(question.label);
  return question.required ? `${isolated(label)} *` : label;
}

/** The choices of a list with those that say why there is no answer. */
export function withInstead(reader: Reader, { nonAnswers = [] }: AskedQuestion, choices: readonly Choice[]): Choice[] {
  return [
    ...choices,
    ...nonAnswers.map((none) => ({ title: reader.t(`survey:nonAnswer.${none}`), value: noneCode(none) })),
  ];
}

/** What is chosen in a list. */
export function chosenIn({ code }: AskedQuestion, answers: Answers): string {
  const none = nonAnswerIn(answers, code);
  return none ? noneCode(none) : textIn(answers, code);
}

/** A text or a code that was given; empty where there is none. */
export function textIn(answers: Answers, key: string): string {
  const answer = answers[key];
  return typeof answer === 'string' ? answer : '';
}
