import { pagesOf } from '../../domain/survey/pages.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import type { Reader } from '../reader.ts';

/** How long a survey is, in words: `3 pages` and `12 questions`. */
export function sizeOf(reader: Reader, survey: Survey): { pages: string; questions: string } {
  const questions = survey.questions.filter((question) => question.kind !== 'section').length;
  return {
    pages: reader.t('survey:pages', { count: pagesOf(survey.questions).length }),
    questions: reader.t('survey:questions', { count: questions }),
  };
}
