import type { Reader } from '../../../cards/reader.ts';
import { deletedText } from '../../../cards/survey/keeping.ts';
import { questionChart } from '../../../documents/charts/question-chart.ts';
import { hasFormat, resultFormats } from '../../../documents/results/format.ts';
import { countedHeading, matrixRemarks, tableReader } from '../../../documents/results/labels.ts';
import { classTable } from '../../../documents/results/word-tables.ts';
import { type ExportedResults, exportedResults } from '../../../domain/summary/exported-results.ts';
import type { QuestionResult } from '../../../domain/summary/figures.ts';
import { type AskedQuestion, NonAnswer } from '../../../domain/survey/survey.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { Call } from '../api/call.ts';
import { chartsOf } from '../chart.ts';
import type { ResultAddresses } from '../links.ts';
import { askedQuestion } from './asked.ts';

type Results = AnswerOf<'GET /surveys/{surveyId}/results'>;

/** What may be told of a closed survey, with a chart where something was counted. */
export async function resultsView(call: Call<'GET /surveys/{surveyId}/results'>): Promise<Results> {
  const { deps, actor, path, readerIn } = call;
  const seen = await exportedResults(deps.store, actor, path.surveyId);
  const { survey, results } = seen;
  const reader = await readerIn(survey.networkId);
  const { submitted = null } = results;
  const title = reader.pick(survey.title);
  const reopened = survey.reopenedAt === undefined ? null : reader.moment(survey.reopenedAt);
  const deleted = survey.emptied ? deletedText(reader, survey.emptied) : null;
  const addresses = await deps.links.results(actor, survey, reader.language);
  const extras = { reopened, deleted, ...extrasOf(seen, addresses) };
  if (results.suppressed) return { title, submitted, ...extras, reason: results.reason, questions: [] };
  const told = results.questions.flatMap((result) => {
    const question = askedQuestion(survey, result.code);
    return question ? [{ question, result, data: questionChart(reader, question, result) }] : [];
  });
  const drawn = told.flatMap(({ question, data }) =>
    data ? [{ title: reader.pick(question.label), first: countedHeading(reader, question), ...data }] : [],
  );
  const charts = await chartsOf({ offLoop: deps.offLoop, actor, look: call.query.theme }, reader, drawn);
  const questions: Results['questions'] = [];
  for (const { question, result, data } of told) {
    const chart = data && charts.shift();
    questions.push(questionView({ call, reader, seen, addresses }, question, result, chart));
  }
  return { title, submitted, ...extras, reason: null, questions };
}

interface View {
  readonly call: Call<'GET /surveys/{surveyId}/results'>;
  readonly reader: Reader;
  readonly seen: ExportedResults;
  readonly addresses: ResultAddresses;
}

type ChartView = Results['questions'][number]['chart'];

function questionView(view: View, question: AskedQuestion, result: QuestionResult, chart: ChartView = null) {
  const { call, reader } = view;
  const { code, answered, suppressed, median = null, mean = null, texts = [], nonAnswers = [] } = result;
  const label = reader.pick(question.label);
  const named = tableReader(reader, { groupNames: view.seen.groupNames, regions: call.deps.regions });
  const byClass = (result.byClass ?? []).map((table) => {
    return { title: reader.t(`terms:breakdown.${table.breakdown}`), ...classTable(named, question, table) };
  });
  const picture = chart ? view.addresses.picture(code) : null;
  const said = nonAnswers.filter(({ count }) => count > 0).map((one) => ({ ...one, code: NonAnswer.parse(one.code) }));
  return {
    code,
    label,
    answered,
    suppressed,
    unit: question.kind === 'number' && question.unit ? reader.pick(question.unit) : null,
    median,
    mean,
    nonAnswers: said,
    remarks: matrixRemarks(reader, question, result.rows),
    chart,
    picture,
    texts: [...texts],
    byClass,
  };
}

type Extras = Pick<Results, 'manages' | 'unreadTexts' | 'lateHeld' | 'downloads'>;

function extrasOf(seen: ExportedResults, addresses: ResultAddresses): Extras {
  const { survey, results, manages } = seen;
  const { anonymity, reopenedAt } = survey;
  const formats = resultFormats.filter((format) => hasFormat(seen, format));
  return {
    manages,
    unreadTexts: !results.suppressed && results.unreadTexts,
    lateHeld: anonymity === 'confidential' && reopenedAt !== undefined,
    downloads: formats.map((format) => ({ format, url: addresses.file(format) })),
  };
}
