import { AppError } from '../errors.ts';
import { type LocalizedText, languages } from '../text.ts';
import { years } from '../typed-time.ts';
import { isOneOfList, noneCode, rowKey } from './answers.ts';
import { pagesOf } from './pages.ts';
import { keysOf } from './shown.ts';
import type { AskedQuestion, Question } from './survey.ts';
import { heaviestPage, weightOf } from './weight.ts';

/** The most questions a survey may ask, and the most characters that an answer in words may be allowed. */
export const questionLimits = { questions: 200, characters: 5000, options: 60 } as const;

/** Why the questions of a survey do not go together. */
export type QuestionFault =
  | 'tooMany'
  | 'codeTwice'
  | 'textMissing'
  | 'optionsMissing'
  | 'optionTextMissing'
  | 'limits'
  | 'condition'
  | 'pageTooLarge';

/** What keeps questions from being asked, by the code of the first question of each fault; empty when nothing does. */
export function questionFaults(questions: readonly Question[]): { code: string; fault: QuestionFault }[] {
  const asked = questions.filter((question) => question.kind !== 'section');
  const surplus = asked.slice(questionLimits.questions, questionLimits.questions + 1);
  return [
    ...surplus.map(({ code }) => ({ code, fault: 'tooMany' as const })),
    ...repeated(questions).map((code) => ({ code, fault: 'codeTwice' as const })),
    ...questions.filter(({ label }) => !isWritten(label)).map(({ code }) => ({ code, fault: 'textMissing' as const })),
    ...asked.filter((one) => !hasOptions(one)).map(({ code }) => ({ code, fault: 'optionsMissing' as const })),
    ...asked.filter((one) => !hasPartTexts(one)).map(({ code }) => ({ code, fault: 'optionTextMissing' as const })),
    ...asked.filter((one) => !limitsHold(one)).map(({ code }) => ({ code, fault: 'limits' as const })),
    ...asked
      .filter((one, place) => !conditionHolds(one, asked.slice(0, place)))
      .map(({ code }) => ({ code, fault: 'condition' as const })),
    ...tooLarge(questions).map((code) => ({ code, fault: 'pageTooLarge' as const })),
  ];
}

/** Throws `SURVEY_QUESTIONS_INVALID`, which names the first question that is at fault. */
export function assertQuestions(questions: readonly Question[]): void {
  const [first] = questionFaults(questions);
  if (first) throw new AppError('SURVEY_QUESTIONS_INVALID', `${first.code}: ${first.fault}`, { hint: first.code });
}

/** The last questions of pages that would not fit into a card. */
function tooLarge(questions: readonly Question[]): string[] {
  const pages = pagesOf(questions).filter((page) => weightOf(page) > heaviestPage);
  return pages.flatMap((page) => page.questions.at(-1)?.code ?? []);
}

/** Questions whose answers or inputs would stand under a key of another. */
function repeated(questions: readonly Question[]): string[] {
  const keys = new Set<string>();
  return questions.flatMap((question) => {
    const own = question.kind === 'section' ? [question.code] : [...keysOf(question.code), ...rowKeys(question)];
    const clash = own.some((key) => keys.has(key)) || new Set(own).size < own.length;
    for (const key of own) keys.add(key);
    return clash ? [question.code] : [];
  });
}

function rowKeys(question: AskedQuestion): string[] {
  return question.kind === 'matrix' ? question.rows.map((row) => rowKey(question.code, row.code)) : [];
}

/** Whether a text is written in any language. */
export function isWritten(text: LocalizedText): boolean {
  return languages.some((language) => text[language]);
}

function hasOptions(question: AskedQuestion): boolean {
  if (question.kind === 'choice') return question.options.length >= 2;
  return question.kind !== 'matrix' || (question.rows.length >= 1 && question.scale.length >= 2);
}

function hasPartTexts(question: AskedQuestion): boolean {
  if (question.kind === 'rating') return isWritten(question.low) && isWritten(question.high);
  return optionsOf(question).every(({ label }) => isWritten(label));
}

/** What is chosen from, and of a matrix its rows, too. */
function optionsOf(question: AskedQuestion): readonly { code: string; label: LocalizedText }[] {
  if (question.kind === 'choice') return question.options;
  return question.kind === 'matrix' ? [...question.rows, ...question.scale] : [];
}

function limitsHold(question: AskedQuestion): boolean {
  switch (question.kind) {
    case 'text':
      return isRange(question.minLength ?? 1, question.maxLength, questionLimits.characters);
    case 'choice':
      return choiceLimitsHold(question);
    case 'number':
      return question.min === undefined || question.max === undefined || question.min <= question.max;
    case 'date':
      return dayLimitsHold(question);
    case 'matrix':
      return distinct(question.scale) && distinct(question.rows);
    case 'rating':
    case 'yesNo':
      return true;
  }
}

/** Days in their order, of years that an answer can be of. */
function dayLimitsHold({
  min,
  max,
}: {
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}): boolean {
  const given = [min, max].filter((day) => day !== undefined);
  const isKnown = (day: string) => Number(day.slice(0, 4)) >= years.first && Number(day.slice(0, 4)) <= years.last;
  return given.every(isKnown) && (min === undefined || max === undefined || min <= max);
}

function isRange(min: number, max: number, most: number): boolean {
  return min >= 0 && max >= 1 && min <= max && max <= most;
}

function choiceLimitsHold(question: Extract<AskedQuestion, { kind: 'choice' }>): boolean {
  const { options, other, multiple, min, max } = question;
  // One that excludes the others is never counted beside them.
  const together = options.filter(({ exclusive }) => !(multiple && exclusive)).length + (other ? 1 : 0);
  const all = Math.max(together, 1);
  if (!distinct(options) || (other && options.some(({ code }) => code === 'other'))) return false;
  if (!multiple) return min === undefined && max === undefined;
  return isRange(min ?? 1, max ?? all, all);
}

function distinct(options: readonly { code: string }[]): boolean {
  return options.length <= questionLimits.options && new Set(options.map(({ code }) => code)).size === options.length;
}

/** A condition names an earlier question that is answered by choosing, and codes that can be chosen there. */
function conditionHolds({ showIf }: AskedQuestion, earlier: readonly AskedQuestion[]): boolean {
  if (!showIf) return true;
  const about = earlier.find(({ code }) => code === showIf.code);
  return about !== undefined && showIf.values.every((value) => choicesOf(about).includes(value));
}

/** The codes by which a question can be answered and a later one be shown; none for one that is not chosen from. */
export function choicesOf(question: AskedQuestion): string[] {
  const instead = isOneOfList(question) || question.kind === 'choice' ? (question.nonAnswers ?? []).map(noneCode) : [];
  if (question.kind === 'choice') {
    return [...question.options.map(({ code }) => code), ...(question.other ? ['other'] : []), ...instead];
  }
  if (question.kind === 'rating') return ['1', '2', '3', '4', '5', ...instead];
  return question.kind === 'yesNo' ? ['yes', 'no', ...instead] : [];
}
