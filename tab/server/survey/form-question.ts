import type { Reader } from '../../../cards/reader.ts';
import { faultText } from '../../../cards/survey/inputs.ts';
import type { FieldFault } from '../../../domain/errors.ts';
import { saysInsteadInList } from '../../../domain/survey/answers.ts';
import type { AskedQuestion } from '../../../domain/survey/kinds/kinds.ts';
import { type Answers, noneKey } from '../../../domain/survey/question/answer.ts';
import { answerText } from '../../../words/survey/answer-text.ts';
import { type FormQuestion, wordsOf } from '../../../words/survey/kinds/kinds.ts';

/** A question in the reader's words, with what its inputs need. */
export function formQuestion(
  reader: Reader,
  question: AskedQuestion,
  answers: Answers,
  fault: FieldFault | undefined,
): FormQuestion {
  const { code, label, help, required } = question;
  const words = wordsOf(question);
  return words.formOf(reader, question, {
    code,
    label: reader.pick(label),
    help: help ? reader.pick(help) : null,
    required,
    limits: (words.isWorthSaying(question) && words.limits(reader, question)) || null,
    fault: fault ? faultText(reader, question, fault) : null,
    answer: answerText(reader, question, answers),
    instead: saysInsteadInList(question) ? null : insteadOf(reader, question),
  });
}

/** What may be said instead of an answer, as an input of its own. */
function insteadOf(reader: Reader, { code, nonAnswers = [] }: AskedQuestion) {
  if (nonAnswers.length === 0) return null;
  const options = nonAnswers.map((none) => ({ value: none, label: reader.t(`survey:nonAnswer.${none}`) }));
  return { key: noneKey(code), options };
}
