import { type AskedQuestion, kindOf } from './kinds/kinds.ts';
import { longestAnswer, type SurveyPage } from './pages.ts';
import { bytesOf, onCard } from './question/weighing.ts';

/**
 * The most that a page may weigh, in bytes: its card then stays below 25 KB, also with the longest answers it is allowed
 * in Latin letters, and with faults told of all of them. Teams refuses cards of more than 28 KB.
 */
export const heaviestPage = 15_000;

/** About how many bytes a page's questions and answers take on a card, in the language in which they are longest. */
export function weightOf({ section, questions }: SurveyPage): number {
  const head = section ? bytesOf(section.label) + bytesOf(section.help) : 0;
  return questions.reduce((sum, question) => sum + weighed(question), head);
}

function weighed(question: AskedQuestion): number {
  const words = bytesOf(question.label) + bytesOf(question.help) + longestAnswer(question);
  const own = onCard.input + words + (question.nonAnswers ? onCard.input : 0);
  return own + kindOf(question).weight(question);
}
