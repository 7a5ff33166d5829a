import { AppError } from '../errors.ts';
import { type Actor, authorise } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { isCounted, type Survey, surveys } from '../survey/survey.ts';
import { load } from '../use-case.ts';
import { type SurveyResults, surveyResults } from './survey-results.ts';

/**
 * The results of a closed or archived survey for those who look after it: leads of its group and coordinators. Throws
 * `RESULTS_NOT_YET` while answers are still taken.
 */
export async function closedResults(
  store: StoreReader,
  actor: Actor,
  surveyId: string,
): Promise<{ survey: Survey; results: SurveyResults }> {
  const survey = await load(store, surveys, surveyId);
  authorise(actor, 'survey.manage', survey);
  if (!isCounted(survey)) throw new AppError('RESULTS_NOT_YET', `survey ${surveyId} is ${survey.state}`);
  return { survey, results: await surveyResults(store, survey) };
}
