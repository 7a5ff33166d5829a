import type { Reader } from '../../../cards/reader.ts';
import type { ChartData } from '../../../documents/charts/data.ts';
import { questionChart } from '../../../documents/charts/question-chart.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Actor } from '../../../domain/rights.ts';
import type { StoreReader } from '../../../domain/store.ts';
import { seenResults } from '../../../domain/survey/results/seen-results.ts';
import { askedQuestion } from './asked.ts';

/**
 * What the picture of one question shows to somebody who sees the results now. Throws as `seenResults` does, and
 * `NOT_FOUND` when there is nothing to draw.
 */
export async function pictureData(
  store: StoreReader,
  actor: Actor,
  { surveyId, code }: { readonly surveyId: string; readonly code: string },
  reader: Reader,
): Promise<ChartData> {
  const { survey, results } = await seenResults(store, actor, surveyId);
  const question = askedQuestion(survey, code);
  const result = results.suppressed ? undefined : results.questions.find((one) => one.code === code);
  const data = question && result && questionChart(reader, question, result);
  if (!data) throw new AppError('NOT_FOUND', `nothing to draw of ${code} in survey ${surveyId}`);
  return data;
}
