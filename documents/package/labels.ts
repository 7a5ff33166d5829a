import type { AskedQuestion } from '../../domain/survey/kinds/kinds.ts';
import { bracketOf } from '../../domain/survey/question/brackets.ts';
import type { RowResult } from '../../domain/survey/question/figure.ts';
import type { Breakdown } from '../../domain/survey/survey.ts';
import type { LocalizedText } from '../../domain/text.ts';
import { bracketText } from '../../locales/bracket.ts';
import { classLabel, countedHeading as headingOf, matrixRemarks as remarksOf } from '../results/labels.ts';
import type { TableReader } from '../results/word-tables.ts';
import type { Html, Insert } from './html.ts';
import type { PackageReader } from './reader.ts';

/** What an option, a step, a grade or a day is called. */
export function optionLabel(reader: PackageReader, question: AskedQuestion, code: string): Insert {
  const { t } = reader;
  switch (question.kind) {
    case 'choice': {
      const option = question.options.find((candidate) => candidate.code === code);
      return option ? reader.pick(option.label) : t('survey:otherOption');
    }
    case 'matrix':
      return reader.pick(question.scale.find((step) => step.code === code)?.label ?? {});
    case 'yesNo':
      return t(`common:${code}`);
    case 'date':
      return reader.day(code);
    case 'rating': {
      const end = code === '1' ? question.low : code === '5' ? question.high : undefined;
      return end ? [code, ' (', reader.pick(end), ')'] : code;
    }
    case 'number':
      return bracketText(t, bracketOf(code));
    case 'text':
      return code;
  }
}

/** What heads the names of what was counted. */
export function countedHeading({ t, plain: pick, day }: PackageReader, question: AskedQuestion): string {
  return headingOf({ t, pick, day }, question);
}

/** What a row of a matrix is called. */
export function rowLabel(reader: PackageReader, question: AskedQuestion, row: string): Insert {
  const label = reader.pick(rowText(question, row));
  return isReversed(question, row) ? [label, ' ', reader.t('survey:reversed')] : label;
}

function rowText(question: AskedQuestion, row: string): LocalizedText {
  const rows = question.kind === 'matrix' ? question.rows : [];
  return rows.find(({ code }) => code === row)?.label ?? {};
}

function isReversed(question: AskedQuestion, row: string): boolean {
  return question.kind === 'matrix' && question.rows.some(({ code, reversed }) => code === row && reversed);
}

/** What has to be known of a matrix to read its numbers. */
export function matrixRemarks(
  { t, plain: pick, day }: PackageReader,
  question: AskedQuestion,
  rows: readonly RowResult[] | undefined,
): string[] {
  return remarksOf({ t, pick, day }, question, rows);
}

/** A label without the full stop that would stand before a colon or a semicolon. */
export function bareLabel(reader: PackageReader, label: LocalizedText): Html {
  const bare = Object.entries(label).map(([language, text]) => [language, text.replace(/(?<=[^.])\.$/, '')]);
  return reader.pick(Object.fromEntries(bare));
}

/** The names in tables of results as the package's page has them. */
export function tableReader(reader: PackageReader): TableReader<Insert> {
  const { language, t } = reader;
  return {
    language,
    t,
    classLabel: (breakdown, code) => className(reader, breakdown, code),
    countedHeading: (question) => countedHeading(reader, question),
    optionLabel: (question, code) => optionLabel(reader, question, code),
    rowLabel: (question, row) => rowLabel(reader, question, row),
    stepLabel: (question, row, code) => [
      bareLabel(reader, rowText(question, row)),
      ': ',
      optionLabel(reader, question, code),
    ],
  };
}

function className(reader: PackageReader, breakdown: Breakdown, code: string): Insert {
  const { contents, t, plain: pick, day } = reader;
  const group = breakdown === 'group' ? contents.people.groups.find(({ id }) => id === code) : undefined;
  if (group) return reader.pick(group.name);
  const label = classLabel({ t, pick, day }, { groupNames: new Map(), regions: [] }, breakdown, code);
  return breakdown === 'region' && label === code ? reader.regionName(code) : label;
}
