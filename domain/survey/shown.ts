import type { AskedQuestion, Question } from './kinds/kinds.ts';
import { pagesOf, type SurveyPage } from './pages.ts';
import { type Answers, nonAnswerIn, noneCode, noneKey, otherKey } from './question/answer.ts';

/** The questions that somebody with these answers is asked: of a question that depends on another, both must be. */
export function shownQuestions(questions: readonly Question[], answers: Answers): AskedQuestion[] {
  const shown = new Map<string, AskedQuestion>();
  for (const question of questions) {
    if (question.kind === 'section') continue;
    const { showIf } = question;
    if (showIf && !(shown.has(showIf.code) && isAmong(showIf.values, answers, showIf.code))) continue;
    shown.set(question.code, question);
  }
  return [...shown.values()];
}

function isAmong(values: readonly string[], answers: Answers, code: string): boolean {
  const none = nonAnswerIn(answers, code);
  const answer = answers[code];
  const chosen = none ? [noneCode(none)] : Array.isArray(answer) ? answer : [answer];
  return chosen.some((one) => typeof one === 'string' && values.includes(one));
}

/**
 * The pages of a survey for somebody with these answers. Each keeps its place whatever is answered, so that a press on
 * an older card means the same page; one of which nothing is asked is empty.
 */
export function shownPages(questions: readonly Question[], answers: Answers): SurveyPage[] {
  const shown = new Set(shownQuestions(questions, answers).map(({ code }) => code));
  return pagesOf(questions).map((page) => ({
    ...page,
    questions: page.questions.filter(({ code }) => shown.has(code)),
  }));
}

/** The answers without those to questions that are not asked, or not any more. */
export function shownAnswers(questions: readonly Question[], answers: Answers): Answers {
  const keys = new Set(shownQuestions(questions, answers).flatMap(({ code }) => keysOf(code)));
  return Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key)));
}

/** All keys under which something may be kept of one question. */
export function keysOf(code: string): string[] {
  return [code, otherKey(code), noneKey(code)];
}

/** The next page from here on that asks something, or the one before; undefined at the ends. */
export function pageBeside(pages: readonly SurveyPage[], page: number, step: 1 | -1): number | undefined {
  for (let index = page + step; index >= 0 && index < pages.length; index += step) {
    if ((pages[index]?.questions.length ?? 0) > 0) return index;
  }
  return undefined;
}
