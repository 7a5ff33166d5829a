import type { FieldFault } from '../../domain/errors.ts';
import { saysInsteadInList } from '../../domain/survey/answers.ts';
import type { AskedQuestion } from '../../domain/survey/kinds/kinds.ts';
import { type Answers, nonAnswerIn, noneKey } from '../../domain/survey/question/answer.ts';
import { listsIn } from '../../domain/survey/question/parts.ts';
import { wordsOf } from '../../words/survey/kinds/kinds.ts';
import { choice, faultLine, note, writtenNote } from '../build.ts';
import type { Element } from '../card.ts';
import type { Reader } from '../reader.ts';
import { cut } from '../shorten.ts';
import { longestLabel } from './answer-text.ts';
import { inputsOf } from './kinds/kinds.ts';
import { inputPrefix } from './question-input.ts';

/** The inputs of one question, filled with what was answered; what is wrong with it stands before them. */
export function questionInputs(
  reader: Reader,
  question: AskedQuestion,
  answers: Answers,
  fault?: FieldFault,
): Element[] {
  const { limits: limitsOf, isWorthSaying } = wordsOf(question);
  const limits = limitsOf(reader, question);
  // What helps with the question stands beside it, above what only adds to the answer.
  const [first, ...more] = inputsOf(question)(reader, question, answers);
  return [
    ...(fault ? [faultLine(faultText(reader, question, fault))] : []),
    ...(first ? [first] : []),
    ...(question.help ? [writtenNote(reader.pick(question.help))] : []),
    ...(limits && isWorthSaying(question) ? [note(limits)] : []),
    ...more,
    ...insteadInput(reader, question, answers),
  ];
}

/** What is wrong with an answer, in words, with the limits that hold for it. */
export function faultText(reader: Reader, question: AskedQuestion, fault: FieldFault): string {
  const text = reader.t(`errors:field.${fault}`, { options: exclusiveIn(reader, question) });
  return limitFaults.includes(fault) ? `${text} ${wordsOf(question).limits(reader, question)}`.trim() : text;
}

/** The options that are chosen alone, for a sentence. */
function exclusiveIn(reader: Reader, question: AskedQuestion): string {
  const alone = listsIn(question).flatMap(({ items }) => items.filter(({ exclusive }) => exclusive));
  return alone.map(({ label }) => cut(reader.pick(label), longestLabel)).join(' · ');
}

const limitFaults: readonly FieldFault[] = [
  'tooLong',
  'tooShort',
  'outOfRange',
  'dateOutOfRange',
  'tooFewChosen',
  'tooManyChosen',
  'notInOrder',
];

/** Stands below inputs that hold no list of options: something to tick instead of answering, and to take back again. */
function insteadInput(reader: Reader, question: AskedQuestion, answers: Answers): Element[] {
  if (saysInsteadInList(question) || !question.nonAnswers?.length) return [];
  return [
    choice({
      id: inputPrefix + noneKey(question.code),
      label: reader.t('survey:instead', { label: cut(reader.pick(question.label), longestLabel) }),
      value: nonAnswerIn(answers, question.code) ?? '',
      choices: question.nonAnswers.map((none) => ({ title: reader.t(`survey:nonAnswer.${none}`), value: none })),
      isMultiSelect: true,
    }),
  ];
}
