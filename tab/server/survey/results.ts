import type { Reader } from '../../../cards/reader.ts';
import type { ChartLook } from '../../../documents/charts/chart.ts';
import { closedResults } from '../../../domain/summary/closed-results.ts';
import type { Count, QuestionResult } from '../../../domain/summary/survey-results.ts';
import { type AskedQuestion, NonAnswer, type Survey } from '../../../domain/survey/survey.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { Call } from '../api/call.ts';
import { chartOf } from '../chart.ts';

type Results = AnswerOf<'GET /surveys/{surveyId}/results'>;

/** What may be told of a closed survey, with a chart where something was counted. */
export async function resultsView(call: Call<'GET /surveys/{surveyId}/results'>): Promise<Results> {
  const { deps, actor, path, query, readerIn } = call;
  const { survey, results } = await closedResults(deps.store, actor, path.surveyId);
  const reader = await readerIn(survey.networkId);
  const { submitted } = results;
  const title = reader.pick(survey.title);
  const reopened = survey.reopenedAt === undefined ? null : reader.moment(survey.reopenedAt);
  if (results.suppressed) return { title, submitted, reopened, reason: results.reason, questions: [] };
  const questions: Results['questions'] = [];
  // One after the other: drawing keeps the process busy, and others are to be answered in between.
  for (const result of results.questions) {
    const question = askedIn(survey, result.code);
    if (question) questions.push(await questionView(reader, question, result, query.theme));
  }
  return { title, submitted, reopened, reason: null, questions };
}

function askedIn({ questions }: Survey, wanted: string): AskedQuestion | undefined {
  return questions.find(
    (question): question is AskedQuestion => question.kind !== 'section' && question.code === wanted,
  );
}

async function questionView(reader: Reader, question: AskedQuestion, result: QuestionResult, look: ChartLook) {
  const { code, answered, suppressed, median = null, mean = null, texts = [], nonAnswers = [] } = result;
  const label = reader.pick(question.label);
  const data = suppressed ? undefined : dataOf(reader, question, result);
  const chart = data ? await chartOf(reader, { title: label, ...data }, look) : null;
  const said = nonAnswers.filter(({ count }) => count > 0).map((one) => ({ ...one, code: NonAnswer.parse(one.code) }));
  return { code, label, answered, suppressed, median, mean, nonAnswers: said, chart, texts: [...texts] };
}

function dataOf(reader: Reader, question: AskedQuestion, { counts, rows }: QuestionResult) {
  const first = reader.t('tab:results.option');
  const times = [reader.t('tab:results.count')];
  if (question.kind === 'matrix' && rows) {
    const shown = rows.filter((row) => !row.suppressed);
    const columns = question.scale.map((step) => reader.pick(step.label));
    const named = shown.map(({ code, counts }) => ({
      label: reader.pick(question.rows.find((row) => row.code === code)?.label ?? {}),
      values: counts.map(({ count }) => count),
    }));
    return named.length > 0 ? { first, columns, rows: named } : undefined;
  }
  if (!counts || counts.length === 0) return undefined;
  return { first, columns: times, rows: counts.map((count) => rowOf(reader, question, count)) };
}

function rowOf(reader: Reader, question: AskedQuestion, { code, count }: Count) {
  return { label: optionName(reader, question, code), values: [count] };
}

function optionName(reader: Reader, question: AskedQuestion, code: string): string {
  switch (question.kind) {
    case 'choice': {
      const option = question.options.find((candidate) => candidate.code === code);
      return option ? reader.pick(option.label) : reader.t('survey:other');
    }
    case 'yesNo':
      return reader.t(code === 'yes' ? 'common:yes' : 'common:no');
    case 'date':
      return reader.day(code);
    case 'rating':
      return ratingName(reader, question, code);
    case 'text':
    case 'number':
    case 'matrix':
      return code;
  }
}

function ratingName(reader: Reader, { low, high }: Extract<AskedQuestion, { kind: 'rating' }>, code: string): string {
  if (code === '1') return `1 – ${reader.pick(low)}`;
  return code === '5' ? `5 – ${reader.pick(high)}` : code;
}
