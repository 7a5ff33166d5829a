import { createReader } from '../../../cards/reader.ts';
import { drawPicture } from '../../../documents/charts/picture.ts';
import { questionChart } from '../../../documents/charts/question-chart.ts';
import { AppError } from '../../../domain/errors.ts';
import { networks } from '../../../domain/network/network.ts';
import type { StoreReader } from '../../../domain/store.ts';
import { surveyResults } from '../../../domain/summary/survey-results.ts';
import { resultsAreShown } from '../../../domain/survey/results-rule.ts';
import { surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import type { ChartSubject } from '../links.ts';
import { askedQuestion } from './asked.ts';

/**
 * The chart of one question as a picture, for whoever holds a link to it. Throws `RESULTS_NOT_YET` when the survey was
 * opened again meanwhile, and `NOT_FOUND` when there is nothing to draw.
 */
export async function chartPicture(store: StoreReader, subject: ChartSubject): Promise<Buffer> {
  const survey = await load(store, surveys, subject.surveyId);
  const { timeZone } = await load(store, networks, subject.networkId);
  if (!resultsAreShown(survey)) throw new AppError('RESULTS_NOT_YET', `survey ${survey.id} is ${survey.state}`);
  const question = askedQuestion(survey, subject.code);
  const results = await surveyResults(store, survey);
  const result = results.suppressed ? undefined : results.questions.find(({ code }) => code === subject.code);
  const data = question && result && questionChart(createReader(subject.language, timeZone), question, result);
  if (!data) throw new AppError('NOT_FOUND', `nothing to draw of ${subject.code} in survey ${survey.id}`);
  return drawPicture(data);
}
