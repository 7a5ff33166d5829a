import { writtenNumber } from '../typed-number.ts';
import { isOneOfList } from './answers.ts';
import { type AskedQuestion, kindOf, shapeOf } from './kinds/kinds.ts';
import { type Answers, nonAnswerIn, noneCode, noneKey, otherKey, rowKey } from './question/answer.ts';

/** Answers as the inputs of a form hold them, by `readAnswers`' keys: read again, they are the same answers. */
export function typedFrom(questions: readonly AskedQuestion[], answers: Answers): Readonly<Record<string, string>> {
  return Object.fromEntries(questions.flatMap((question) => inputsOf(question, answers)));
}

function inputsOf(question: AskedQuestion, answers: Answers): [key: string, text: string][] {
  const { code } = question;
  const answer = answers[code];
  const other = answers[otherKey(code)];
  const none = nonAnswerIn(answers, code);
  const inputs: [string, string][] = [];
  if (Array.isArray(answer)) inputs.push([code, answer.join(',')]);
  else if (typeof answer === 'object') {
    inputs.push(...Object.entries(answer).map(([row, step]): [string, string] => [rowKey(code, row), step]));
  } else if (answer !== undefined) inputs.push([code, typeof answer === 'number' ? writtenNumber(answer) : answer]);
  if (typeof other === 'string' && other !== '') inputs.push([otherKey(code), other]);
  const rows = shapeOf(question) === 'stackedBars' ? kindOf(question).inputs(question) : undefined;
  if (none && rows) {
    // Said of all rows at once by an earlier form.
    return rows.map(({ code: row }) => [rowKey(code, row), noneCode(none)]);
  }
  if (none) inputs.push(isOneOfList(question) ? [code, noneCode(none)] : [noneKey(code), none]);
  return inputs;
}
