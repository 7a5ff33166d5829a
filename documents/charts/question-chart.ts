import { type AskedQuestion, kindOf, shapeOf } from '../../domain/survey/kinds/kinds.ts';
import { byPlace, type Count } from '../../domain/survey/question/figure.ts';
import type { QuestionResult } from '../../domain/survey/results/figures.ts';
import { optionLabel, type ResultsReader, rowLabel } from '../results/labels.ts';
import type { ChartData } from './data.ts';

/** What was counted of one question, to be drawn; undefined when nothing was, or too few answered to tell. */
export function questionChart(
  reader: ResultsReader,
  question: AskedQuestion,
  { suppressed, answered, counts, rows }: QuestionResult,
): ChartData | undefined {
  if (suppressed || answered === 0) return undefined;
  if (rows) return stackedChart(reader, question, rows);
  if (!counts || counts.length === 0) return undefined;
  if (shapeOf(question) === 'order') return orderChart(reader, question, counts);
  const named = counts.map(({ code, count }) => ({ label: optionLabel(reader, question, code), values: [count] }));
  return { columns: [reader.t('survey:answered')], rows: named };
}

function stackedChart(
  reader: ResultsReader,
  question: AskedQuestion,
  rows: NonNullable<QuestionResult['rows']>,
): ChartData | undefined {
  const named = rows.flatMap(({ code, suppressed, counts }) =>
    suppressed ? [] : [{ label: rowLabel(reader, question, code), values: counts.map(({ count }) => count) }],
  );
  const steps = kindOf(question)
    .codes(question)
    .filter(({ part }) => part === 'step');
  return named.length > 0
    ? { columns: steps.map(({ code }) => optionLabel(reader, question, code)), rows: named }
    : undefined;
}

/** What was put in order by its mean place, with a bar for how often it came first. */
function orderChart(reader: ResultsReader, question: AskedQuestion, counts: readonly Count[]): ChartData {
  const rows = byPlace(counts).map(({ code, count, mean = 0 }) => ({
    label: reader.t('survey:placedAt', { label: optionLabel(reader, question, code), mean }),
    values: [count],
  }));
  return { columns: [reader.t('survey:firstPlaces')], rows };
}
