import { type AskedQuestion, kindOf } from '../../domain/survey/kinds/kinds.ts';
import type { Part } from '../../domain/survey/question/parts.ts';
import type { QuestionResult } from '../../domain/survey/results/figures.ts';
import type { Breakdown } from '../../domain/survey/survey.ts';
import type { LocalizedText } from '../../domain/text.ts';
import { wordsOf } from '../../words/survey/kinds/kinds.ts';
import { classLabel, countedHeading as headingOf, resultRemarks as remarksOf } from '../results/labels.ts';
import type { TableReader } from '../results/word-tables.ts';
import type { Html, Insert } from './html.ts';
import type { PackageReader } from './reader.ts';

/** What an option, a step, a grade or a day is called. */
export function optionLabel(reader: PackageReader, question: AskedQuestion, code: string): Insert {
  const { t, day, plain: pick } = reader;
  const { ours, written } = wordsOf(question).label({ t, day, pick }, question, code);
  if (ours === undefined) return reader.pick(written ?? {});
  return written ? [ours, ' (', reader.pick(written), ')'] : ours;
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
  return (
    kindOf(question)
      .inputs(question)
      ?.find(({ code }) => code === row)?.label ?? {}
  );
}

function isReversed(question: AskedQuestion, row: string): boolean {
  const rows: readonly Part[] = kindOf(question).inputs(question) ?? [];
  return rows.some(({ code, reversed }) => code === row && reversed);
}

/** What has to be known to read numbers. */
export function resultRemarks(
  { t, plain: pick, day }: PackageReader,
  question: AskedQuestion,
  result: QuestionResult,
): string[] {
  return remarksOf({ t, pick, day }, question, result);
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
