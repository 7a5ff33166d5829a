import type { z } from 'zod';
import type { Reader } from '../../../cards/reader.ts';
import { classLabel, optionLabel, rowLabel } from '../../../documents/results/labels.ts';
import type { ComparedQuestion } from '../../../domain/summary/compared-results.ts';
import type { ClassResult, ClassTable } from '../../../domain/summary/figures.ts';
import type { SeenResults } from '../../../domain/summary/seen-results.ts';
import type { AskedQuestion } from '../../../domain/survey/survey.ts';
import type { WordTable } from '../../contract/survey-results.ts';

type Table = z.infer<typeof WordTable>;

/** One question by class: a row for each class, or of a matrix for each row in each class. */
export function classTable(
  reader: Reader,
  { groupNames }: Pick<SeenResults, 'groupNames'>,
  question: AskedQuestion,
  { breakdown, classes }: ClassTable,
): Table {
  const { t } = reader;
  const title = t(`terms:breakdown.${breakdown}`);
  const named = classes.map((one) => ({ one, name: classLabel(reader, groupNames, breakdown, one.code) }));
  const answered = t('page:results.answered');
  if (question.kind === 'matrix') return { title, ...matrixRows(reader, question, named, [title, answered]) };
  const codes = [...new Set(classes.flatMap(({ counts = [] }) => counts.map(({ code }) => code)))];
  const hasMedian = classes.some(({ median }) => median !== undefined);
  return {
    title,
    columns: [
      title,
      answered,
      ...codes.map((code) => optionLabel(reader, question, code)),
      ...(hasMedian ? [t('page:results.median'), t('page:results.mean')] : []),
    ],
    rows: named.map(({ one, name }) => [
      name,
      String(one.answered),
      ...codes.map((code) => shareText(reader, countOf(one, code), one.answered)),
      ...(hasMedian ? [numberText(reader, one.median), numberText(reader, one.mean)] : []),
    ]),
  };
}

interface NamedClass {
  readonly one: ClassResult;
  readonly name: string;
}

function matrixRows(
  reader: Reader,
  question: Extract<AskedQuestion, { kind: 'matrix' }>,
  classes: readonly NamedClass[],
  [title, answered]: readonly [string, string],
) {
  return {
    columns: [
      title,
      reader.t('survey:exported.rowText'),
      answered,
      ...question.scale.map(({ label }) => reader.pick(label)),
    ],
    rows: classes.flatMap(({ one, name }) =>
      (one.rows ?? []).map((row) => [
        name,
        rowLabel(reader, question, row.code),
        row.suppressed ? '–' : String(row.answered),
        ...question.scale.map(({ code }) =>
          row.suppressed
            ? '–'
            : shareText(reader, row.counts.find((count) => count.code === code)?.count ?? 0, row.answered),
        ),
      ]),
    ),
  };
}

/** One question in two surveys: a row for each option, with both shares and how many points lie between them. */
export function comparisonTable(reader: Reader, question: AskedQuestion, compared: ComparedQuestion): Table {
  const { t } = reader;
  const points = (from: number, to: number) => signed(reader, Math.round(to * 100) - Math.round(from * 100));
  const median = compared.median;
  return {
    title: reader.pick(question.label),
    columns: [t('tab:results.option'), t('tab:results.before'), t('tab:results.now'), t('tab:results.difference')],
    rows: [
      [t('page:results.answered'), String(compared.answered.before), String(compared.answered.now), ''],
      ...compared.shares.map(({ code, row, before, now }) => [
        [row === undefined ? '' : rowLabel(reader, question, row), optionLabel(reader, question, code)]
          .filter(Boolean)
          .join(': '),
        percentText(reader, before),
        percentText(reader, now),
        points(before, now),
      ]),
      ...(median
        ? [
            [
              t('page:results.median'),
              numberText(reader, median.before),
              numberText(reader, median.now),
              signed(reader, median.now - median.before),
            ],
          ]
        : []),
    ],
  };
}

function countOf({ counts = [] }: ClassResult, wanted: string): number {
  return counts.find(({ code }) => code === wanted)?.count ?? 0;
}

function shareText(reader: Reader, count: number, answered: number): string {
  return answered === 0 ? '–' : `${percentText(reader, count / answered)} (${count})`;
}

function percentText({ language }: Reader, share: number): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(share);
}

function numberText({ language }: Reader, value: number | undefined): string {
  return value === undefined ? '–' : new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
}

function signed({ language }: Reader, value: number): string {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
  return format.format(value);
}
