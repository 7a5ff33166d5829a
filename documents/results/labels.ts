import { type Region, regionNames } from '../../domain/network/region.ts';
import { mergedClass, noClass, severalGroups } from '../../domain/survey/classes.ts';
import { type AskedQuestion, kindOf, shapeOf } from '../../domain/survey/kinds/kinds.ts';
import { NonAnswer } from '../../domain/survey/question/base.ts';
import { hasReversed, type Part } from '../../domain/survey/question/parts.ts';
import type { QuestionResult } from '../../domain/survey/results/figures.ts';
import { type Breakdown } from '../../domain/survey/survey.ts';
import type { LocalizedText } from '../../domain/text.ts';
import { isolated } from '../../locales/isolated.ts';
import type { LabelReader } from '../../words/reader.ts';
import { wordsOf } from '../../words/survey/kinds/kinds.ts';
import { spansText } from '../../words/survey/spans.ts';
import type { TableReader } from './word-tables.ts';

/** Who reads results: their words, and the names of working groups. */
export type ResultsReader = LabelReader;

/** What an option, a step or a day is called; one that is not known by its code. */
export function optionLabel(reader: ResultsReader, question: AskedQuestion, code: string): string {
  const { ours = '', written } = wordsOf(question).label(reader, question, code);
  return [ours, written ? reader.pick(written) : ''].filter(Boolean).join(' – ');
}

/** What a row of a matrix is called. */
export function rowLabel(reader: ResultsReader, question: AskedQuestion, row: string): string {
  const found = rowOf(question, row);
  const label = reader.pick(found?.label ?? {});
  return found?.reversed ? `${label} ${reader.t('survey:reversed')}` : label;
}

function rowOf(question: AskedQuestion, row: string) {
  const rows: readonly Part[] = kindOf(question).inputs(question) ?? [];
  return rows.find(({ code }) => code === row);
}

/** What has to be known to read numbers: what they come to together, what was said instead of judging, and which rows are reversed. */
export function resultRemarks(
  reader: ResultsReader,
  question: AskedQuestion,
  { rows = [], spans = [], answered }: Pick<QuestionResult, 'rows' | 'spans' | 'answered'>,
): string[] {
  const { t } = reader;
  const together = spansText(spans, answered);
  const said = rows.flatMap(({ code, nonAnswers = [] }) => {
    const given = nonAnswers.filter(({ count }) => count > 0);
    const list = given.map((one) => `${nonAnswerLabel(reader, one.code)} ${one.count}`).join(', ');
    return list ? [`${reader.pick(rowOf(question, code)?.label ?? {}).replace(/\.$/, '')}: ${list}`] : [];
  });
  return [
    ...(together ? [together] : []),
    ...(said.length > 0 ? [t('survey:resultsNotAnswered', { list: said.join(' · ') })] : []),
    ...(hasReversed(question) ? [t('survey:reversedNote')] : []),
  ];
}

/** What heads the names of what was counted: options, statements, or numbers in brackets with their unit. */
export function countedHeading({ t, pick }: ResultsReader, question: AskedQuestion): string {
  const shape = shapeOf(question);
  if (shape === 'stackedBars') return t('tab:results.statement');
  if (shape !== 'numbers') return t('survey:textPart.option');
  const unit = 'unit' in question && question.unit;
  return unit ? t('tab:results.numberOf', { unit: pick(unit) }) : t('tab:results.number');
}

/** What was said instead of an answer, in words. */
export function nonAnswerLabel({ t }: ResultsReader, code: string): string {
  const known = NonAnswer.safeParse(code);
  return known.success ? t(`survey:nonAnswer.${known.data}`) : code;
}

/** What classes are called that have names of their own. */
export interface ClassNames {
  /** Of working groups, by id. */
  readonly groupNames: ReadonlyMap<string, LocalizedText>;
  readonly regions: readonly Region[];
}

/** What a class is called. */
export function classLabel(
  reader: ResultsReader,
  { groupNames, regions }: ClassNames,
  breakdown: Breakdown,
  code: string,
): string {
  const { t } = reader;
  if (code === mergedClass) return t('survey:class.other');
  if (code === severalGroups) return t('survey:class.several');
  if (code === noClass) return t(`survey:class.none.${breakdown}`);
  if (breakdown === 'group') return reader.pick(groupNames.get(code) ?? {}) || code;
  if (breakdown === 'region') return reader.pick(regionNames(regions, code));
  return t(`terms:organisationType.${code}`);
}

/** The names in tables of results as plain text. */
export function tableReader(
  reader: ResultsReader & Pick<TableReader<string>, 'language'>,
  names: ClassNames,
): TableReader<string> {
  const { language, t } = reader;
  return {
    language,
    t,
    classLabel: (breakdown, code) => classLabel(reader, names, breakdown, code),
    countedHeading: (question) => countedHeading(reader, question),
    optionLabel: (question, code) => optionLabel(reader, question, code),
    rowLabel: (question, row) => rowLabel(reader, question, row),
    stepLabel: (question, row, code) => {
      // A statement may end in a full stop of its own.
      const statement = rowLabel(reader, question, row).replace(/\.$/, '');
      return `${isolated(statement)}: ${isolated(optionLabel(reader, question, code))}`;
    },
  };
}

/** How large a part of those who answered chose something, as a share from 0 to 1 with four decimals. */
export function shareOf(count: number, answered: number): number {
  return answered === 0 ? 0 : Math.round((count / answered) * 10_000) / 10_000;
}
