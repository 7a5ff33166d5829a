import { type AskedQuestion, kindOf, shapeOf } from '../../domain/survey/kinds/kinds.ts';
import { byPlace, type Count } from '../../domain/survey/question/figure.ts';
import { hasReversed, type Part } from '../../domain/survey/question/parts.ts';
import type { QuestionResult } from '../../domain/survey/results/figures.ts';
import type { SeenResults } from '../../domain/survey/results/seen-results.ts';
import { isolated } from '../../locales/isolated.ts';
import { wordsOf } from '../../words/survey/kinds/kinds.ts';
import { spansText } from '../../words/survey/spans.ts';
import { card, note, paragraph, strong, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { bytesOf, cut } from '../shorten.ts';
import { deletedText } from './retention.ts';

/** How many questions a card of results holds. */
export const questionsShown = 5;
/** The most bytes that one question takes, so that a card stays below what Teams takes whatever people wrote. */
const mostBytes = 3600;
const longest = { label: 240, option: 90 };

/** A part of a survey's results, at most five questions; the whole, with classes and texts, stands on the page. */
export function resultsCard(reader: Reader, seen: SeenResults, part: number): Card {
  const { t } = reader;
  const { survey, results } = seen;
  const told = results.suppressed ? [] : results.questions;
  const asked = survey.questions.filter((question): question is AskedQuestion => question.kind !== 'section');
  const parts = Math.max(1, Math.ceil(told.length / questionsShown));
  const shown = Math.min(part, parts - 1);
  const here = told.slice(shown * questionsShown, (shown + 1) * questionsShown);
  const data = { surveyId: survey.id };
  return card(
    reader,
    t('survey:resultsTitle', { title: cut(reader.pick(survey.title), longest.label) }),
    [
      ...(results.submitted === undefined
        ? []
        : [paragraph(t('survey:resultsAnswered', { count: results.submitted }))]),
      ...remarks(reader, seen),
      ...(parts > 1 ? [note(t('survey:resultsPart', shownRange(shown, told.length)))] : []),
      ...here.flatMap((result) => {
        const question = asked.find(({ code }) => code === result.code);
        return question ? questionPart(reader, question, result) : [];
      }),
    ],
    [
      ...(shown + 1 < parts ? [execute('survey.results', t('survey:resultsNext'), { ...data, part: shown + 1 })] : []),
      ...(shown > 0 ? [execute('survey.results', t('survey:resultsEarlier'), { ...data, part: shown - 1 })] : []),
      ...(seen.manages && hasTexts(seen) ? [execute('survey.texts', t('survey:textsTitle'), data)] : []),
      ...(seen.manages ? [execute('survey.manage', t('common:back'), data)] : []),
    ],
  );
}

function hasTexts({ results }: SeenResults): boolean {
  return !results.suppressed && results.questions.some(({ texts = [] }) => texts.length > 0);
}

function shownRange(part: number, count: number) {
  return { from: part * questionsShown + 1, to: Math.min(count, (part + 1) * questionsShown), count };
}

function remarks(reader: Reader, { survey, results, manages }: SeenResults): Element[] {
  const { t } = reader;
  const deleted = survey.answersDeleted ? [paragraph(deletedText(reader, survey.answersDeleted))] : [];
  if (results.suppressed) return [...deleted, paragraph(t(`page:results.${results.reason}`))];
  return [
    ...deleted,
    ...(survey.reopenedAt ? [note(t('survey:resultsReopened', { moment: reader.moment(survey.reopenedAt) }))] : []),
    ...(survey.reopenedAt && survey.anonymity === 'confidential' ? [note(t('survey:resultsLate'))] : []),
    ...(results.unreadTexts && manages ? [note(t('survey:resultsUnread'))] : []),
  ];
}

function questionPart(reader: Reader, question: AskedQuestion, result: QuestionResult): Element[] {
  const { t } = reader;
  const label = strong(cut(reader.pick(question.label), longest.label));
  const answered = note(t('survey:resultsAnswered', { count: result.answered }));
  if (result.suppressed) return [label, answered, note(t('survey:tooFewShort')), ...saidInstead(reader, result)];
  const lines = [...countLines(reader, question, result), ...rowLines(reader, question, result)];
  return [
    label,
    // Where there are free texts alone, their number says the same.
    ...(shapeOf(question) === 'texts' && result.texts?.length ? [] : [answered]),
    ...(result.median === undefined ? [] : [paragraph(averages(reader, result))]),
    ...whileRoom(lines, note(t('survey:resultsMore'))),
    ...spansNote(reader, result),
    ...saidInstead(reader, result),
    ...reversedNote(reader, question),
    ...(result.texts?.length ? [note(t('survey:resultsTexts', { count: result.texts.length }))] : []),
  ];
}

function averages(reader: Reader, { median = 0, mean = 0 }: QuestionResult): string {
  const number = (value: number) => new Intl.NumberFormat(reader.language).format(value);
  return reader.t('survey:resultsMedian', { median: number(median), mean: number(mean) });
}

/** A line for each option: the words first, and the bar, which only repeats them, last. */
function countLines(reader: Reader, question: AskedQuestion, { counts = [], answered }: QuestionResult): Element[] {
  if (answered === 0) return [];
  if (shapeOf(question) === 'order') return orderLines(reader, question, counts);
  return counts.map(({ code, count }) => {
    const percent = Math.round((count / answered) * 100);
    const bar = '▬'.repeat(Math.round(percent / 10));
    return written(reader.t('survey:resultsShare', { percent, count, bar }).trimEnd(), {
      label: countedText(reader, question, code),
    });
  });
}

/** What was put in order, what stands highest first. */
function orderLines(reader: Reader, question: AskedQuestion, counts: readonly Count[]): Element[] {
  return byPlace(counts).map(({ code, count, mean = 0 }) =>
    written(reader.t('survey:resultsPlace', { mean, first: count }), {
      label: countedText(reader, question, code),
    }),
  );
}

function countedText(reader: Reader, question: AskedQuestion, code: string): string {
  const { ours, written: text } = wordsOf(question).label(reader, question, code);
  return cut(ours ?? reader.pick(text ?? {}), longest.option);
}

function rowLines(reader: Reader, question: AskedQuestion, { rows = [] }: QuestionResult): Element[] {
  const asked = rows.length > 0 ? (kindOf(question).inputs(question) ?? []) : [];
  return rows.map((row) => {
    const one: Part | undefined = asked.find(({ code }) => code === row.code);
    const own = cut(reader.pick(one?.label ?? {}), longest.option);
    const label = one?.reversed ? `${own} ${reader.t('survey:reversed')}` : own;
    if (row.suppressed) return written(reader.t('survey:tooFewShort'), { label });
    const steps = row.counts.map(({ code, count }) => `${isolated(countedText(reader, question, code))} ${count}`);
    const given = (row.nonAnswers ?? []).filter(({ count }) => count > 0);
    const said = given.map(({ code, count }) => `${reader.t(`survey:nonAnswer.${code}`)} ${count}`);
    return written([...steps, ...said].join(' · '), { label });
  });
}

function spansNote(reader: Reader, { spans = [], answered }: QuestionResult): Element[] {
  const text = spansText(spans, answered);
  return text ? [note(text)] : [];
}

function reversedNote({ t }: Reader, question: AskedQuestion): Element[] {
  return hasReversed(question) ? [note(t('survey:reversedNote'))] : [];
}

function saidInstead({ t }: Reader, { nonAnswers = [] }: QuestionResult): Element[] {
  const given = nonAnswers.filter(({ count }) => count > 0);
  const list = given.map(({ code, count }) => `${t(`survey:nonAnswer.${code}`)}: ${count}`).join(' · ');
  return list ? [note(t('survey:resultsNotAnswered', { list }))] : [];
}

function whileRoom(lines: readonly Element[], more: Element): Element[] {
  let taken = 0;
  const fitting = lines.filter((line) => (taken += bytesOf(line)) <= mostBytes);
  return fitting.length < lines.length ? [...fitting, more] : fitting;
}
