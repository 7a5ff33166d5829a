import type { Count, QuestionResult } from '../../domain/summary/figures.ts';
import type { AskedQuestion } from '../../domain/survey/survey.ts';
import type { LocalizedText } from '../../domain/text.ts';
import type { Texts } from '../../locales/text.ts';
import type { ChartData } from './chart.ts';

/** What turns counts into words. */
export interface ChartReader {
  readonly t: Texts;
  pick(text: LocalizedText): string;
  day(moment: string): string;
}

/** What was counted of one question, to be drawn; undefined when nothing was, or too few answered to tell. */
export function questionChart(
  reader: ChartReader,
  question: AskedQuestion,
  { suppressed, answered, counts, rows }: QuestionResult,
): ChartData | undefined {
  if (suppressed || answered === 0) return undefined;
  if (question.kind === 'matrix') return rows && matrixChart(reader, question, rows);
  if (!counts || counts.length === 0) return undefined;
  const named = counts.map(({ code, count }) => ({ label: optionName(reader, question, code), values: [count] }));
  return { columns: [reader.t('tab:results.count')], rows: named };
}

function matrixChart(
  reader: ChartReader,
  question: Extract<AskedQuestion, { kind: 'matrix' }>,
  rows: NonNullable<QuestionResult['rows']>,
): ChartData | undefined {
  const named = rows.flatMap(({ code, suppressed, counts }) =>
    suppressed ? [] : [rowOf(reader, question, code, counts)],
  );
  return named.length > 0 ? { columns: question.scale.map(({ label }) => reader.pick(label)), rows: named } : undefined;
}

function rowOf(
  reader: ChartReader,
  { rows }: Extract<AskedQuestion, { kind: 'matrix' }>,
  wanted: string,
  counts: readonly Count[],
) {
  const label = reader.pick(rows.find(({ code }) => code === wanted)?.label ?? {});
  return { label, values: counts.map(({ count }) => count) };
}

function optionName(reader: ChartReader, question: AskedQuestion, code: string): string {
  switch (question.kind) {
    case 'choice': {
      const option = question.options.find((candidate) => candidate.code === code);
      return option ? reader.pick(option.label) : reader.t('package:other');
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

function ratingName(
  reader: ChartReader,
  { low, high }: Extract<AskedQuestion, { kind: 'rating' }>,
  code: string,
): string {
  if (code === '1') return `1 – ${reader.pick(low)}`;
  return code === '5' ? `5 – ${reader.pick(high)}` : code;
}
