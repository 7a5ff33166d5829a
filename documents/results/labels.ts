import { type Region, regionNames } from '../../domain/network/region.ts';
import { mergedClass, noClass, severalGroups } from '../../domain/survey/classes.ts';
import type { AskedQuestion } from '../../domain/survey/kinds/kinds.ts';
import { NonAnswer } from '../../domain/survey/question/base.ts';
import { bracketOf } from '../../domain/survey/question/brackets.ts';
import type { RowResult } from '../../domain/survey/question/figure.ts';
import { hasReversed } from '../../domain/survey/question/parts.ts';
import { type Breakdown } from '../../domain/survey/survey.ts';
import type { LocalizedText } from '../../domain/text.ts';
import { bracketText } from '../../locales/bracket.ts';
import { isolated } from '../../locales/isolated.ts';
import type { Texts } from '../../locales/text.ts';
import type { TableReader } from './word-tables.ts';

/** Who reads results: their words, and the names of working groups. */
export interface ResultsReader {
  readonly t: Texts;
  pick(text: LocalizedText): string;
  day(moment: string): string;
}

/** What an option, a step or a day is called; one that is not known by its code. */
export function optionLabel(reader: ResultsReader, question: AskedQuestion, code: string): string {
  const { t } = reader;
  switch (question.kind) {
    case 'choice': {
      const option = question.options.find((one) => one.code === code);
      return option ? reader.pick(option.label) : t('survey:otherOption');
    }
    case 'matrix':
      return reader.pick(question.scale.find((one) => one.code === code)?.label ?? {});
    case 'yesNo':
      return t(code === 'yes' ? 'common:yes' : 'common:no');
    case 'date':
      return reader.day(code);
    case 'rating': {
      const end = code === '1' ? question.low : code === '5' ? question.high : undefined;
      const said = end && reader.pick(end);
      return said ? `${code} – ${said}` : code;
    }
    case 'number':
      return bracketText(t, bracketOf(code));
    case 'text':
      return code;
  }
}

/** What a row of a matrix is called. */
export function rowLabel(reader: ResultsReader, question: AskedQuestion, row: string): string {
  const found = rowOf(question, row);
  const label = reader.pick(found?.label ?? {});
  return found?.reversed ? `${label} ${reader.t('survey:reversed')}` : label;
}

function rowOf(question: AskedQuestion, row: string) {
  const rows = question.kind === 'matrix' ? question.rows : [];
  return rows.find(({ code }) => code === row);
}

/** What has to be known of a matrix to read its numbers: what was said instead of judging, and which rows are reversed. */
export function matrixRemarks(
  reader: ResultsReader,
  question: AskedQuestion,
  rows: readonly RowResult[] = [],
): string[] {
  const { t } = reader;
  const said = rows.flatMap(({ code, nonAnswers = [] }) => {
    const given = nonAnswers.filter(({ count }) => count > 0);
    const list = given.map((one) => `${nonAnswerLabel(reader, one.code)} ${one.count}`).join(', ');
    return list ? [`${reader.pick(rowOf(question, code)?.label ?? {}).replace(/\.$/, '')}: ${list}`] : [];
  });
  return [
    ...(said.length > 0 ? [t('survey:resultsNotAnswered', { list: said.join(' · ') })] : []),
    ...(hasReversed(question) ? [t('survey:reversedNote')] : []),
  ];
}

/** What heads the names of what was counted: options, statements, or numbers in brackets with their unit. */
export function countedHeading({ t, pick }: ResultsReader, question: AskedQuestion): string {
  if (question.kind === 'matrix') return t('tab:results.statement');
  if (question.kind !== 'number') return t('survey:textPart.option');
  return question.unit ? t('tab:results.numberOf', { unit: pick(question.unit) }) : t('tab:results.number');
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
