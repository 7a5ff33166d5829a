import type { Reader } from '../../../cards/reader.ts';
import { questionChart } from '../../../documents/charts/question-chart.ts';
import { closedResults } from '../../../domain/summary/closed-results.ts';
import type { QuestionResult } from '../../../domain/summary/survey-results.ts';
import { type AskedQuestion, NonAnswer, type Survey } from '../../../domain/survey/survey.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { Call } from '../api/call.ts';
import { chartOf } from '../chart.ts';
import type { ChartSubject } from '../links.ts';
import { askedQuestion } from './asked.ts';

type Results = AnswerOf<'GET /surveys/{surveyId}/results'>;

/** What may be told of a closed survey, with a chart where something was counted. */
export async function resultsView(call: Call<'GET /surveys/{surveyId}/results'>): Promise<Results> {
  const { deps, actor, path, readerIn } = call;
  const { survey, results } = await closedResults(deps.store, actor, path.surveyId);
  const reader = await readerIn(survey.networkId);
  const { submitted } = results;
  const title = reader.pick(survey.title);
  const reopened = survey.reopenedAt === undefined ? null : reader.moment(survey.reopenedAt);
  if (results.suppressed) return { title, submitted, reopened, reason: results.reason, questions: [] };
  const questions: Results['questions'] = [];
  // One after the other: drawing keeps the process busy, and others are to be answered in between.
  for (const result of results.questions) {
    const question = askedQuestion(survey, result.code);
    if (question) questions.push(await questionView({ call, reader, survey }, question, result));
  }
  return { title, submitted, reopened, reason: null, questions };
}

interface View {
  readonly call: Call<'GET /surveys/{surveyId}/results'>;
  readonly reader: Reader;
  readonly survey: Survey;
}

async function questionView(view: View, question: AskedQuestion, result: QuestionResult) {
  const { call, reader } = view;
  const { code, answered, suppressed, median = null, mean = null, texts = [], nonAnswers = [] } = result;
  const label = reader.pick(question.label);
  const data = questionChart(reader, question, result);
  const first = reader.t('tab:results.option');
  const chart = data ? await chartOf(reader, { title: label, first, ...data }, call.query.theme) : null;
  const picture = data ? await call.deps.links.chart(subjectOf(view, code)) : null;
  const said = nonAnswers.filter(({ count }) => count > 0).map((one) => ({ ...one, code: NonAnswer.parse(one.code) }));
  return { code, label, answered, suppressed, median, mean, nonAnswers: said, chart, picture, texts: [...texts] };
}

function subjectOf({ reader, survey }: View, code: string): ChartSubject {
  return { networkId: survey.networkId, surveyId: survey.id, code, language: reader.language };
}
