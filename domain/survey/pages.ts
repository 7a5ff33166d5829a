import { type AskedQuestion, kindOf, type Question } from './kinds/kinds.ts';

/** One page of a form: its heading, if the survey gives one, and at most five questions. */
export interface SurveyPage {
  readonly section: Extract<Question, { kind: 'section' }> | undefined;
  readonly questions: readonly AskedQuestion[];
}

/** The most questions a page asks. */
export const questionsPerPage = 5;

/** The most characters that the text answers of a page may hold together, so that a filled page fits into a card. */
export const charactersPerPage = 5000;

/**
 * Divides a survey into the pages it is answered on: a section starts a new page, and goes on over more of them when
 * it asks much, or asks something that depends on what was just asked.
 */
export function pagesOf(questions: readonly Question[]): SurveyPage[] {
  const pages: { section: SurveyPage['section']; questions: AskedQuestion[] }[] = [];
  for (const question of questions) {
    const page = pages.at(-1);
    if (question.kind === 'section') {
      pages.push({ section: question, questions: [] });
    } else if (!page || isFull(page.questions, question)) {
      pages.push({ section: page?.section, questions: [question] });
    } else {
      page.questions.push(question);
    }
  }
  return pages.filter((page) => page.questions.length > 0);
}

function isFull(asked: readonly AskedQuestion[], next: AskedQuestion): boolean {
  const characters = [...asked, next].reduce((sum, question) => sum + longestAnswer(question), 0);
  if (asked.some(({ code }) => code === next.showIf?.code)) return true;
  return asked.length === questionsPerPage || (asked.length > 0 && characters > charactersPerPage);
}

/** The most characters of text that an answer may have. */
export function longestAnswer(question: AskedQuestion): number {
  return kindOf(question).longestText(question);
}
