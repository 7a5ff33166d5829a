import type { Reader } from '../../../cards/reader.ts';
import { drawPicture } from '../../../documents/charts/picture.ts';
import { questionChart } from '../../../documents/charts/question-chart.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Actor } from '../../../domain/rights.ts';
import type { StoreReader } from '../../../domain/store.ts';
import { seenResults } from '../../../domain/summary/seen-results.ts';
import type { ChartSubject } from '../links.ts';
import { askedQuestion } from './asked.ts';

/**
 * The chart of one question as a picture, for somebody who sees the results now. Throws as `seenResults` does, and
 * `NOT_FOUND` when there is nothing to draw.
 */
export async function chartPicture(
  store: StoreReader,
  actor: Actor,
  { surveyId, code }: Pick<ChartSubject, 'surveyId' | 'code'>,
  reader: Reader,
): Promise<Buffer> {
  const { survey, results } = await seenResults(store, actor, surveyId);
  const question = askedQuestion(survey, code);
  const result = results.suppressed ? undefined : results.questions.find((one) => one.code === code);
  const data = question && result && questionChart(reader, question, result);
  if (!data) throw new AppError('NOT_FOUND', `nothing to draw of ${code} in survey ${surveyId}`);
  return drawPicture(data);
}
