import { AppError } from '../errors.ts';
import { type LocalizedText, languages } from '../text.ts';
import { type AskedQuestion, kindOf, type Question } from './kinds/kinds.ts';
import { pagesOf } from './pages.ts';
import { noneCode, rowKey } from './question/answer.ts';
import { askable } from './question/base.ts';
import { endsIn, listsIn } from './question/parts.ts';
import { keysOf } from './shown.ts';
import { heaviestPage, weightOf } from './weight.ts';

/** The most questions a survey may ask, and the most characters that an answer in words may be allowed. */
export const questionLimits = { questions: 200, ...askable } as const;

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
  return (kindOf(question).inputs(question) ?? []).map((row) => rowKey(question.code, row.code));
}

/** Whether a text is written in any language. */
export function isWritten(text: LocalizedText): boolean {
  return languages.some((language) => text[language]);
}

function hasOptions(question: AskedQuestion): boolean {
  return kindOf(question).hasOptions(question);
}

/** Whether all is written that is read within a question: what is chosen from, and what the ends of a scale are called. */
function hasPartTexts(question: AskedQuestion): boolean {
  const parts = listsIn(question).flatMap(({ items }) => items.map(({ label }) => label));
  return [...parts, ...endsIn(question).map(({ text }) => text)].every(isWritten);
}

function limitsHold(question: AskedQuestion): boolean {
  return kindOf(question).limitsHold(question);
}

/** A condition names an earlier question that is answered by choosing, and codes that can be chosen there. */
function conditionHolds({ showIf }: AskedQuestion, earlier: readonly AskedQuestion[]): boolean {
  if (!showIf) return true;
  const about = earlier.find(({ code }) => code === showIf.code);
  return about !== undefined && showIf.values.every((value) => choicesOf(about).includes(value));
}

/** The codes by which a question can be answered and a later one be shown; none for one that is not chosen from. */
export function choicesOf(question: AskedQuestion): string[] {
  const choices = kindOf(question).choices(question);
  return choices ? [...choices, ...(question.nonAnswers ?? []).map(noneCode)] : [];
}
