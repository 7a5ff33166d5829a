import type { PackageSurvey } from '../../domain/survey/results/package-part.ts';
import type { LocalizedText } from '../../domain/text.ts';
import { printable } from '../characters.ts';
import { chartAlt } from '../charts/alt.ts';
import { drawChart } from '../charts/chart.ts';
import { questionChart } from '../charts/question-chart.ts';
import { Html, html } from './html.ts';
import type { PackageReader } from './reader.ts';

/** The drawn charts of a package's surveys: by survey, then by question. */
export type SurveyCharts = ReadonlyMap<string, ReadonlyMap<string, Html>>;

/** Draws what was counted in every survey. Drawing waits for others in between, so it comes before the page is put together. */
export async function surveyCharts(reader: PackageReader): Promise<SurveyCharts> {
  const charts = new Map<string, ReadonlyMap<string, Html>>();
  for (const survey of reader.contents.surveys) charts.set(survey.id, await chartsOf(reader, survey));
  return charts;
}

async function chartsOf(reader: PackageReader, { questions, results }: PackageSurvey): Promise<Map<string, Html>> {
  const { t, day } = reader;
  const pick = (text: LocalizedText) => printable(reader.plain(text));
  const drawn = new Map<string, Html>();
  for (const result of results.suppressed ? [] : results.questions) {
    const question = questions.find(({ code }) => code === result.code);
    const data = question && question.kind !== 'section' && questionChart({ t, day, pick }, question, result);
    if (!data) continue;
    const svg = await drawChart(data, 'inherited');
    // The drawing has escaped the words in it.
    const alt = chartAlt(t, pick(question.label), data);
    drawn.set(result.code, html`<div class="chart" role="img" aria-label="${alt}">${new Html(svg)}</div>\n`);
  }
  return drawn;
}
