import type { AskedQuestion } from '../../domain/survey/kinds/kinds.ts';
import { type Answers, nonAnswerIn } from '../../domain/survey/question/answer.ts';
import type { WordsReader } from '../reader.ts';
import { wordsOf } from './kinds/kinds.ts';

/** An answer in words; empty when the question was not answered. */
export function answerText(reader: WordsReader, question: AskedQuestion, answers: Answers): string {
  const none = nonAnswerIn(answers, question.code);
  if (none) return reader.t(`survey:nonAnswer.${none}`);
  const answer = answers[question.code];
  return answer === undefined ? '' : wordsOf(question).answer(reader, question, answer, answers);
}
