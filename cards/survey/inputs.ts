import type { FieldFault } from '../../domain/errors.ts';
import { isOneOfList } from '../../domain/survey/answers.ts';
import type { AskedQuestion } from '../../domain/survey/kinds/kinds.ts';
import { type Answers, nonAnswerIn, noneCode, noneKey, otherKey, rowKey } from '../../domain/survey/question/answer.ts';
import { typedFrom } from '../../domain/survey/typed.ts';
import { writtenNumber } from '../../domain/typed-number.ts';
import { isolated } from '../../locales/isolated.ts';
import { choice, dateInput, faultLine, heading, note, writtenNote } from '../build.ts';
import type { Element, InputChoiceSet } from '../card.ts';
import type { Reader } from '../reader.ts';
import { cut } from '../shorten.ts';
import { longestLabel } from './answer-text.ts';
import { limitsText } from './limits.ts';

/** What all inputs of questions are named by, so that no question can stand for a key of the verb's own. */
export const inputPrefix = 'q.';

type Choice = InputChoiceSet['choices'][number];

function labelOf(reader: Reader, question: AskedQuestion): string {
  const label = reader.pick(question.label);
  return question.required ? `${isolated(label)} *` : label;
}

/** The inputs of one question, filled with what was answered; what is wrong with it stands before them. */
export function questionInputs(
  reader: Reader,
  question: AskedQuestion,
  answers: Answers,
  fault?: FieldFault,
): Element[] {
  const limits = limitsText(reader, question);
  // What helps with the question stands beside it, above what only adds to the answer.
  const [first, ...more] = inputsOf(reader, question, answers);
  return [
    ...(fault ? [faultLine(faultText(reader, question, fault))] : []),
    ...(first ? [first] : []),
    ...(question.help ? [writtenNote(reader.pick(question.help))] : []),
    ...(limits && isWorthSaying(question) ? [note(limits)] : []),
    ...more,
    ...insteadInput(reader, question, answers),
  ];
}

/** Whether the limits of a question are told beside it: a text input stops by itself, and nobody counts below nothing. */
export function isWorthSaying(question: AskedQuestion): boolean {
  if (question.kind === 'number') return question.max !== undefined || question.min !== 0;
  return question.kind !== 'text' || question.minLength !== undefined;
}

/** What is wrong with an answer, in words, with the limits that hold for it. */
export function faultText(reader: Reader, question: AskedQuestion, fault: FieldFault): string {
  const text = reader.t(`errors:field.${fault}`, { options: exclusiveIn(reader, question) });
  return limitFaults.includes(fault) ? `${text} ${limitsText(reader, question)}`.trim() : text;
}

/** The options that are chosen alone, for a sentence. */
function exclusiveIn(reader: Reader, question: AskedQuestion): string {
  const options = question.kind === 'choice' ? question.options : [];
  const alone = options.filter(({ exclusive }) => exclusive);
  return alone.map(({ label }) => cut(reader.pick(label), longestLabel)).join(' · ');
}

const limitFaults: readonly FieldFault[] = [
  'tooLong',
  'tooShort',
  'outOfRange',
  'dateOutOfRange',
  'tooFewChosen',
  'tooManyChosen',
];

/** Stands below inputs that hold no list of options: something to tick instead of answering, and to take back again. */
function insteadInput(reader: Reader, question: AskedQuestion, answers: Answers): Element[] {
  if (isOneOfList(question) || question.kind === 'matrix' || !question.nonAnswers?.length) return [];
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

/** The choices of a list with those that say why there is no answer. */
function withInstead(reader: Reader, question: AskedQuestion, choices: Choice[]): Choice[] {
  const instead = question.nonAnswers ?? [];
  return [
    ...choices,
    ...instead.map((none) => ({ title: reader.t(`survey:nonAnswer.${none}`), value: noneCode(none) })),
  ];
}

/** What is chosen in a list. */
function chosenIn(question: AskedQuestion, answers: Answers): string {
  const none = nonAnswerIn(answers, question.code);
  const answer = answers[question.code];
  return none ? noneCode(none) : typeof answer === 'string' ? answer : '';
}

function inputsOf(reader: Reader, question: AskedQuestion, answers: Answers): Element[] {
  const id = inputPrefix + question.code;
  const label = labelOf(reader, question);
  const answer = answers[question.code];
  const text = typeof answer === 'string' ? answer : '';
  switch (question.kind) {
    case 'text':
      return [
        { type: 'Input.Text', id, label, value: text, isMultiline: question.multiline, maxLength: question.maxLength },
      ];
    case 'number': {
      const unit = question.unit ? reader.t('survey:unit', { label, unit: reader.pick(question.unit) }) : label;
      if (typeof answer !== 'number') return [{ type: 'Input.Number', id, label: unit }];
      const written = writtenNumber(answer);
      // What would be read in two ways is written so that it is not.
      return written === String(answer)
        ? [{ type: 'Input.Number', id, label: unit, value: answer }]
        : [{ type: 'Input.Text', id, label: unit, value: written }];
    }
    case 'date':
      return [dateInput(reader, { id, label, value: text })];
    case 'yesNo':
      return [
        choice({
          id,
          label,
          value: chosenIn(question, answers),
          choices: withInstead(
            reader,
            question,
            ['yes', 'no'].map((code) => ({ title: reader.t(`common:${code}`), value: code })),
          ),
        }),
      ];
    case 'rating':
      return [
        choice({
          id,
          label,
          value: chosenIn(question, answers),
          choices: withInstead(reader, question, ratingChoices(reader, question)),
          expandedUpTo: 7,
        }),
      ];
    case 'choice':
      return choiceInputs(reader, question, answers);
    case 'matrix':
      return matrixInputs(reader, question, answers);
  }
}

function ratingChoices(reader: Reader, question: Extract<AskedQuestion, { kind: 'rating' }>) {
  const ends: Record<string, string> = {
    1: reader.t('survey:ratingLow', { text: reader.pick(question.low) }),
    5: reader.t('survey:ratingHigh', { text: reader.pick(question.high) }),
  };
  return ['1', '2', '3', '4', '5'].map((value) => ({ title: ends[value] ?? value, value }));
}

function choiceInputs(
  reader: Reader,
  question: Extract<AskedQuestion, { kind: 'choice' }>,
  answers: Answers,
): Element[] {
  const { t } = reader;
  const id = inputPrefix + question.code;
  const answer = answers[question.code];
  const other = answers[otherKey(question.code)];
  const choices = question.options.map((option) => ({ title: reader.pick(option.label), value: option.code }));
  if (question.other) choices.push({ title: t('survey:otherOption'), value: 'other' });
  const set = choice({
    id,
    label: labelOf(reader, question),
    value: Array.isArray(answer) ? answer.join(',') : chosenIn(question, answers),
    choices: question.multiple ? choices : withInstead(reader, question, choices),
    ...(question.multiple ? { isMultiSelect: true } : {}),
    expandedUpTo: 6,
    placeholder: t('common:choose'),
  });
  if (!question.other) return [set];
  const value = typeof other === 'string' ? other : '';
  const label = t('survey:otherOf', { label: cut(reader.pick(question.label), longestLabel) });
  return [set, { type: 'Input.Text', id: inputPrefix + otherKey(question.code), label, value, maxLength: 300 }];
}

function matrixInputs(
  reader: Reader,
  question: Extract<AskedQuestion, { kind: 'matrix' }>,
  answers: Answers,
): Element[] {
  const typed = typedFrom([question], answers);
  const steps = question.scale.map((step) => ({ title: reader.pick(step.label), value: step.code }));
  const choices = withInstead(reader, question, steps);
  return [
    heading(labelOf(reader, question)),
    ...question.rows.map((row) =>
      choice({
        id: inputPrefix + rowKey(question.code, row.code),
        label: reader.pick(row.label),
        value: typed[rowKey(question.code, row.code)] ?? '',
        choices,
        expandedUpTo: 0,
        placeholder: reader.t('common:choose'),
      }),
    ),
  ];
}
