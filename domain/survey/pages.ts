import type { AskedQuestion, Question } from './survey.ts';

/** One page of a form: its heading, if the survey gives one, and at most five questions. */
export interface SurveyPage {
  readonly section: Extract<Question, { kind: 'section' }> | undefined;
  readonly questions: readonly AskedQuestion[];
}

/** The most questions a page asks. */
export const questionsPerPage = 5;

/** Divides a survey into the pages it is answered on: a section starts a new page, and long sections go on. */
export function pagesOf(questions: readonly Question[]): SurveyPage[] {
  const pages: { section: SurveyPage['section']; questions: AskedQuestion[] }[] = [];
  for (const question of questions) {
    const page = pages.at(-1);
    if (question.kind === 'section') {
      pages.push({ section: question, questions: [] });
    } else if (!page || page.questions.length === questionsPerPage) {
      pages.push({ section: page?.section, questions: [question] });
    } else {
      page.questions.push(question);
    }
  }
  return pages.filter((page) => page.questions.length > 0);
}
