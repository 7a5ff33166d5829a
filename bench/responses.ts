import { loadContent } from '../content/content.ts';
import { answersTo } from '../demo/bulk/answers.ts';
import { randomFor } from '../demo/bulk/random.ts';
import type { Response } from '../domain/survey/response.ts';

const questions = loadContent().surveyTemplates.find(({ code }) => code === 'validationRound')?.questions ?? [];
const random = randomFor('survey', 0);
const now = '2026-06-01T12:00:00.000Z';
let made = 0;

/** A submitted response of a member who has not answered the survey before, never stored. */
export function newResponse(surveyId: string): Response {
  const answers = answersTo(questions, random, new Date(now));
  // Random ids would cost a third of what is measured.
  const name = String(++made).padStart(36, '0');
  const place = { networkId: 'bench', surveyId, memberId: name, respondentId: name };
  return { id: name, version: 0, ...place, state: 'submitted', answers, updatedAt: now, submittedAt: now };
}
