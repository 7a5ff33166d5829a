import type { Reader } from '../../../cards/reader.ts';
import { deletedText } from '../../../cards/survey/retention.ts';
import { questionChart } from '../../../documents/charts/question-chart.ts';
import { hasFormat, resultFormats } from '../../../documents/results/format.ts';
import { countedHeading, resultRemarks, tableReader } from '../../../documents/results/labels.ts';
import { classTable } from '../../../documents/results/word-tables.ts';
import { type PageQuery, partOf } from '../../../domain/page.ts';
import { seenOf } from '../../../domain/seen.ts';
import type { AskedQuestion } from '../../../domain/survey/kinds/kinds.ts';
import { NonAnswer } from '../../../domain/survey/question/base.ts';
import { type ExportedResults, exportedResults } from '../../../domain/survey/results/exported-results.ts';
import type { QuestionResult } from '../../../domain/survey/results/figures.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { Call } from '../api/call.ts';
import { chartsOf } from '../chart.ts';
import type { ResultAddresses } from '../links.ts';
import { beginning, pageView } from '../page.ts';
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
  const deleted = survey.answersDeleted ? deletedText(reader, survey.answersDeleted) : null;
  const addresses = await deps.links.results(actor, survey, reader.language);
  const extras = { reopened, deleted, ...extrasOf(seen, addresses) };
  const all = results.suppressed ? [] : results.questions.filter(({ code }) => askedQuestion(survey, code));
  const part = partOf(all, ({ code }) => code, call.query);
  const told = part.items.flatMap((result) => {
    const question = askedQuestion(survey, result.code);
    return question ? [{ question, result, data: questionChart(reader, question, result) }] : [];
  });
  const drawn = told.flatMap(({ question, data }) =>
    data ? [{ title: reader.pick(question.label), first: countedHeading(reader, question), ...data }] : [],
  );
  const charts = await chartsOf({ offLoop: deps.offLoop, actor, look: call.query.theme }, reader, drawn);
  const view = { call, reader, seen, addresses };
  const shown = { ...part, items: told.map((one) => ({ ...one, chart: one.data && charts.shift() })) };
  const questions = pageView(shown, ({ question, result, chart }) => questionView(view, question, result, chart));
  return { title, submitted, ...extras, reason: results.suppressed ? results.reason : null, questions };
}

/** What people wrote in answer to one question. */
export async function resultTexts(call: Call<'GET /surveys/{surveyId}/results/texts'>) {
  const { deps, actor, path, query, readerIn } = call;
  const { survey, results } = await exportedResults(deps.store, actor, path.surveyId);
  await readerIn(survey.networkId);
  const told = results.suppressed ? undefined : results.questions.find(({ code }) => code === query.question);
  return pageView(textsPart(told?.texts ?? [], query), ({ text }) => text);
}

/** Texts have no name: each is found again by what it says, as the how-manieth that says so. */
function textsPart(texts: readonly string[], query: PageQuery) {
  const said = new Map<string, number>();
  const named = texts.map((text) => {
    const times = said.get(text) ?? 0;
    said.set(text, times + 1);
    return { text, times };
  });
  return partOf(named, ({ text, times }) => `${times} ${seenOf({ text })}`, query);
}

interface View {
  readonly call: Call<'GET /surveys/{surveyId}/results'>;
  readonly reader: Reader;
  readonly seen: ExportedResults;
  readonly addresses: ResultAddresses;
}

type ChartView = Results['questions']['items'][number]['chart'];

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
    unit: 'unit' in question && question.unit ? reader.pick(question.unit) : null,
    median,
    mean,
    nonAnswers: said,
    remarks: resultRemarks(reader, question, result),
    chart,
    picture,
    texts: pageView(textsPart(texts, beginning), ({ text }) => text, 'beginning'),
    byClass,
  };
}

type Extras = Pick<Results, 'manages' | 'hasTexts' | 'unreadTexts' | 'lateHeld' | 'downloads'>;

function extrasOf(seen: ExportedResults, addresses: ResultAddresses): Extras {
  const { survey, results, manages } = seen;
  const { anonymity, reopenedAt } = survey;
  const formats = resultFormats.filter((format) => hasFormat(seen, format));
  return {
    manages,
    hasTexts: !results.suppressed && results.questions.some(({ texts = [] }) => texts.length > 0),
    unreadTexts: !results.suppressed && results.unreadTexts,
    lateHeld: anonymity === 'confidential' && reopenedAt !== undefined,
    downloads: formats.map((format) => ({ format, url: addresses.file(format) })),
  };
}
