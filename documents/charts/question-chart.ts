import type { AskedQuestion } from '../../domain/survey/kinds/kinds.ts';
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
  if (question.kind === 'matrix') return rows && matrixChart(reader, question, rows);
  if (!counts || counts.length === 0) return undefined;
  const named = counts.map(({ code, count }) => ({ label: optionLabel(reader, question, code), values: [count] }));
  return { columns: [reader.t('survey:answered')], rows: named };
}

function matrixChart(
  reader: ResultsReader,
  question: Extract<AskedQuestion, { kind: 'matrix' }>,
  rows: NonNullable<QuestionResult['rows']>,
): ChartData | undefined {
  const named = rows.flatMap(({ code, suppressed, counts }) =>
    suppressed ? [] : [{ label: rowLabel(reader, question, code), values: counts.map(({ count }) => count) }],
  );
  return named.length > 0 ? { columns: question.scale.map(({ label }) => reader.pick(label)), rows: named } : undefined;
}
