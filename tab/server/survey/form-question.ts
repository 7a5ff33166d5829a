import type { Reader } from '../../../cards/reader.ts';
import { answerText } from '../../../cards/survey/answer-text.ts';
import { faultText, isWorthSaying } from '../../../cards/survey/inputs.ts';
import { limitsText } from '../../../cards/survey/limits.ts';
import type { FieldFault } from '../../../domain/errors.ts';
import { isOneOfList } from '../../../domain/survey/answers.ts';
import type { AskedQuestion } from '../../../domain/survey/kinds/kinds.ts';
import { type Answers, noneCode, noneKey, otherKey, rowKey } from '../../../domain/survey/question/answer.ts';
import type { LocalizedText } from '../../../domain/text.ts';
import type { AnswerOf } from '../../contract/operations.ts';

type FormQuestion = AnswerOf<'GET /surveys/{surveyId}/answer'>['pages'][number]['questions'][number];
type Options = { value: string; label: string }[];

/** A question in the reader's words, with what its inputs need. */
export function formQuestion(
  reader: Reader,
  question: AskedQuestion,
  answers: Answers,
  fault: FieldFault | undefined,
): FormQuestion {
  const { code, label, help, required } = question;
  const asked = {
    code,
    label: reader.pick(label),
    help: help ? reader.pick(help) : null,
    required,
    limits: (isWorthSaying(question) && limitsText(reader, question)) || null,
    fault: fault ? faultText(reader, question, fault) : null,
    answer: answerText(reader, question, answers),
    instead: isOneOfList(question) || question.kind === 'matrix' ? null : insteadOf(reader, question),
  };
  switch (question.kind) {
    case 'text':
      return { ...asked, kind: 'text', multiline: question.multiline, maxLength: question.maxLength };
    case 'number':
      return { ...asked, kind: 'number', unit: question.unit ? reader.pick(question.unit) : null };
    case 'date':
      return { ...asked, kind: 'date', min: question.min ?? null, max: question.max ?? null };
    case 'matrix':
      return { ...asked, kind: 'matrix', ...matrixOf(reader, question) };
    case 'yesNo': {
      const options = ['yes', 'no'].map((value) => ({ value, label: reader.t(`common:${value}`) }));
      return { ...asked, kind: 'yesNo', options: [...options, ...nonAnswersOf(reader, question)] };
    }
    case 'rating': {
      const options = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }));
      const [low, high] = [reader.pick(question.low), reader.pick(question.high)];
      return { ...asked, kind: 'rating', low, high, options: [...options, ...nonAnswersOf(reader, question)] };
    }
    case 'choice':
      return { ...asked, kind: 'choice', ...choiceOf(reader, question) };
  }
}

function choiceOf(reader: Reader, question: Extract<AskedQuestion, { kind: 'choice' }>) {
  const { multiple, other, code } = question;
  const alone = multiple ? question.options.filter(({ exclusive }) => exclusive).map((option) => option.code) : [];
  const options = [
    ...optionsOf(reader, question.options),
    ...(other ? [{ value: 'other', label: reader.t('survey:otherOption') }] : []),
    ...(multiple ? [] : nonAnswersOf(reader, question)),
  ];
  return { multiple, options, alone, otherKey: other ? otherKey(code) : null };
}

function matrixOf(reader: Reader, question: Extract<AskedQuestion, { kind: 'matrix' }>) {
  const { code, rows, scale } = question;
  const named = rows.map((row) => ({ key: rowKey(code, row.code), label: reader.pick(row.label) }));
  return { rows: named, scale: [...optionsOf(reader, scale), ...nonAnswersOf(reader, question)] };
}

function optionsOf(reader: Reader, options: readonly { code: string; label: LocalizedText }[]): Options {
  return options.map(({ code, label }) => ({ value: code, label: reader.pick(label) }));
}

/** What may be said instead of an answer, as options of the question's own list. */
function nonAnswersOf(reader: Reader, { nonAnswers = [] }: AskedQuestion): Options {
  return nonAnswers.map((none) => ({ value: noneCode(none), label: reader.t(`survey:nonAnswer.${none}`) }));
}

/** The same as an input of its own. */
function insteadOf(reader: Reader, { code, nonAnswers = [] }: AskedQuestion) {
  if (nonAnswers.length === 0) return null;
  const options = nonAnswers.map((none) => ({ value: none, label: reader.t(`survey:nonAnswer.${none}`) }));
  return { key: noneKey(code), options };
}
