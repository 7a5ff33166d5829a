import { type AskedQuestion, kindOf, shapeOf } from '../../domain/survey/kinds/kinds.ts';
import type { ComparedQuestion } from '../../domain/survey/results/compared-results.ts';
import type { ClassResult, ClassTable } from '../../domain/survey/results/figures.ts';
import type { Breakdown } from '../../domain/survey/survey.ts';
import type { Language } from '../../domain/text.ts';
import type { Texts } from '../../locales/texts.ts';

/** Who reads a table, and what is called what in it: as plain text, or as the markup of a page. */
export interface TableReader<T> {
  readonly language: Language;
  readonly t: Texts;
  classLabel(breakdown: Breakdown, code: string): T;
  /** What heads the names of what was counted. */
  countedHeading(question: AskedQuestion): string;
  optionLabel(question: AskedQuestion, code: string): T;
  rowLabel(question: AskedQuestion, row: string): T;
  /** What a step is called together with its row of a matrix. */
  stepLabel(question: AskedQuestion, row: string, code: string): T;
}

/** Numbers in words, a row to each thing. */
export interface WordTable<T> {
  /** How many of the first columns name the thing: its class, then its statement, where there are two. */
  readonly headings: 1 | 2;
  readonly columns: (T | string)[];
  readonly rows: (T | string)[][];
}

/** How many figures of a class still stand beside each other on a screen. */
const mostFigures = 6;

/**
 * One question by class: a row for each class, or, where there is much to tell of each, a column, so that the table
 * stays narrow. Of a matrix a row for each row in each class, named in two columns.
 */
export function classTable<T>(
  reader: TableReader<T>,
  question: AskedQuestion,
  { breakdown, classes }: ClassTable,
): WordTable<T> {
  const { t } = reader;
  const named = classes.map((one) => ({ one, name: reader.classLabel(breakdown, one.code) }));
  const [title, answered] = [t(`terms:breakdown.${breakdown}`), t('page:results.answered')];
  if (shapeOf(question) === 'stackedBars') return matrixTable(reader, question, named, [title, answered]);
  const told = figuresToTell(reader, question, classes);
  if (told.length > mostFigures && told.length > classes.length) {
    return {
      headings: 1,
      columns: [reader.countedHeading(question), ...named.map(({ name }) => name)],
      rows: told.map(({ label, of }) => [label, ...classes.map(of)]),
    };
  }
  return {
    headings: 1,
    columns: [title, ...told.map(({ label }) => label)],
    rows: named.map(({ one, name }) => [name, ...told.map(({ of }) => of(one))]),
  };
}

interface Figure<T> {
  readonly label: T | string;
  readonly of: (one: ClassResult) => string;
}

/** What is told of each class that answered a question: how many, each share, and in the middle. */
function figuresToTell<T>(
  reader: TableReader<T>,
  question: AskedQuestion,
  classes: readonly ClassResult[],
): Figure<T>[] {
  const { t } = reader;
  const codes = [...new Set(classes.flatMap(({ counts = [] }) => counts.map(({ code }) => code)))];
  const averages: Figure<T>[] = [
    { label: t('page:results.median'), of: ({ median }) => numberText(reader, median) },
    { label: t('page:results.mean'), of: ({ mean }) => numberText(reader, mean) },
  ];
  return [
    { label: t('page:results.answered'), of: ({ answered }) => String(answered) },
    ...codes.map((code): Figure<T> => {
      return {
        label: reader.optionLabel(question, code),
        of: (one) =>
          shapeOf(question) === 'order'
            ? numberText(reader, one.counts?.find((count) => count.code === code)?.mean)
            : shareText(reader, countOf(one, code), one.answered),
      };
    }),
    ...(classes.some(({ median }) => median !== undefined) ? averages : []),
  ];
}

interface NamedClass<T> {
  readonly one: ClassResult;
  readonly name: T;
}

function matrixTable<T>(
  reader: TableReader<T>,
  question: AskedQuestion,
  classes: readonly NamedClass<T>[],
  [title, answered]: readonly [string, string],
): WordTable<T> {
  const steps = kindOf(question)
    .codes(question)
    .filter(({ part }) => part === 'step');
  return {
    headings: 2,
    columns: [
      title,
      reader.countedHeading(question),
      answered,
      ...steps.map(({ code }) => reader.optionLabel(question, code)),
    ],
    rows: classes.flatMap(({ one, name }) =>
      (one.rows ?? []).map((row) => [
        name,
        reader.rowLabel(question, row.code),
        row.suppressed ? '–' : String(row.answered),
        ...steps.map(({ code }) => (row.suppressed ? '–' : shareText(reader, countOf(row, code), row.answered))),
      ]),
    ),
  };
}

/** One question in two surveys: a row for each option, with both shares and how many points lie between them. */
export function comparisonTable<T>(
  reader: TableReader<T>,
  question: AskedQuestion,
  compared: ComparedQuestion,
): WordTable<T> {
  const { t } = reader;
  const points = (from: number, to: number) => signed(reader, Math.round(to * 100) - Math.round(from * 100));
  const { answered, shares, median, places = [] } = compared;
  return {
    headings: 1,
    columns: [
      reader.countedHeading(question),
      t('tab:results.before'),
      t('tab:results.now'),
      t('tab:results.difference'),
    ],
    rows: [
      [t('page:results.answered'), String(answered.before), String(answered.now), ''],
      ...shares.map(({ code, row, before, now }) => {
        const isStep = row !== undefined;
        const label = isStep ? reader.stepLabel(question, row, code) : reader.optionLabel(question, code);
        return [label, percentText(reader, before), percentText(reader, now), points(before, now)];
      }),
      ...places.map(({ code, before, now }) => [
        reader.optionLabel(question, code),
        numberText(reader, before),
        numberText(reader, now),
        signed(reader, now - before),
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

function countOf({ counts = [] }: Pick<ClassResult, 'counts'>, wanted: string): number {
  return counts.find(({ code }) => code === wanted)?.count ?? 0;
}

type Formats = Pick<TableReader<unknown>, 'language'>;

function shareText(reader: Formats, count: number, answered: number): string {
  return answered === 0 ? '–' : `${percentText(reader, count / answered)} (${count})`;
}

function percentText({ language }: Formats, share: number): string {
  return formats[language].percent.format(share);
}

function numberText({ language }: Formats, value: number | undefined): string {
  return value === undefined ? '–' : formats[language].number.format(value);
}

function signed({ language }: Formats, value: number): string {
  return formats[language].signed.format(value);
}

/** Made once, since making one takes longer than a table has cells. */
const formats = { fi: formatsOf('fi'), sv: formatsOf('sv'), en: formatsOf('en') };

function formatsOf(language: Language) {
  return {
    percent: new Intl.NumberFormat(language, { style: 'percent' }),
    number: new Intl.NumberFormat(language, { maximumFractionDigits: 2 }),
    signed: new Intl.NumberFormat(language, { maximumFractionDigits: 2, signDisplay: 'exceptZero' }),
  };
}
