import { AppError, quotable } from '../../errors.ts';
import { type Actor, authorise } from '../../rights.ts';
import type { StoreReader } from '../../store.ts';
import { whatAsks } from '../audience.ts';
import { codeChangeOf, isComparable, type WhyNotCompared } from '../codes.ts';
import { type AskedQuestion, type Question, shapeOf } from '../kinds/kinds.ts';
import type { Count } from '../question/figure.ts';
import { seesResults } from '../results-rule.ts';
import { type Survey, surveys } from '../survey.ts';
import type { QuestionResult } from './figures.ts';
import { type SeenResults, seenResults } from './seen-results.ts';
import { askedIn, type SurveyResults, surveyResults } from './survey-results.ts';

/** A part of those who answered, of 1, in two surveys. */
export interface ComparedShare {
  readonly code: string;
  /** Of a matrix. */
  readonly row?: string;
  readonly before: number;
  readonly now: number;
}

/** One question that both surveys ask alike, and that enough answered in both. */
export interface ComparedQuestion {
  readonly code: string;
  readonly answered: { readonly before: number; readonly now: number };
  readonly shares: readonly ComparedShare[];
  readonly median?: { readonly before: number; readonly now: number };
  /** Of what is put in order: the mean places. */
  readonly places?: readonly { readonly code: string; readonly before: number; readonly now: number }[];
}

/** What two surveys have in common, question by question in the order of the later one's form. */
export interface Comparison {
  readonly questions: readonly ComparedQuestion[];
  /** What the later one asks and cannot be compared; never of texts, which are not counted. */
  readonly notCompared: readonly { readonly code: string; readonly reason: WhyNotCompared }[];
}

/** A survey as far as it is compared: what it asks, and what may be published of the answers. */
export interface Round {
  readonly questions: readonly Question[];
  readonly results: SurveyResults;
}

/** The results of a survey beside those of another. */
export interface ComparedResults extends Comparison {
  readonly seen: SeenResults;
  /** The surveys that it can be compared with by this reader, the newest first. */
  readonly others: readonly Survey[];
  /** The one it is compared with; undefined when there is none, or none was chosen. */
  readonly other: Survey | undefined;
}

/**
 * The results of a survey beside those of another of its network that asks some of the same: the one asked for, or
 * else its earlier round. The reader sees the results of both, and each keeps its own suppression. Questions are the
 * same by their codes, and compared when kind and options are the same, too. Throws as `seenResults` does, and
 * `NOT_FOUND` for another that it cannot be compared with.
 */
export async function comparedResults(
  store: StoreReader,
  actor: Actor,
  surveyId: string,
  otherId?: string,
): Promise<ComparedResults> {
  const seen = await seenResults(store, actor, surveyId);
  const others = await comparableWith(store, actor, seen.survey);
  const wanted = otherId ?? seen.survey.earlierRoundId;
  const other = others.find(({ id }) => id === wanted);
  if (otherId !== undefined && !other) throw new AppError('NOT_FOUND', `nothing to compare in ${quotable(otherId)}`);
  if (!other) return { seen, others, other, questions: [], notCompared: [] };
  const earlier = await surveyResults(store, other, { onlyShared: true });
  const later = { questions: seen.survey.questions, results: seen.results };
  return { seen, others, other, ...compareRounds(later, { questions: other.questions, results: earlier }) };
}

async function comparableWith(store: StoreReader, actor: Actor, survey: Survey): Promise<Survey[]> {
  const codes = new Set(askedIn(survey).map(({ code }) => code));
  const asksThem = await whatAsks(store, authorise(actor, 'survey.list', survey));
  const found: Survey[] = [];
  for await (const one of store.stream(surveys, { networkId: survey.networkId })) {
    const isOther = one.id !== survey.id && seesResults(actor, { ...one, asked: asksThem(one) });
    if (isOther && askedIn(one).some(({ code }) => codes.has(code))) found.push(one);
  }
  const endOf = ({ closedAt, closesAt }: Survey) => closedAt ?? closesAt;
  return found.sort((a, b) => (endOf(a) > endOf(b) ? -1 : 1));
}

/**
 * Puts what may be published of two surveys side by side. Nothing but what each publishes by itself goes in, so nothing
 * comes out that somebody who reads both could not compute. Rights are checked by the caller.
 */
export function compareRounds(later: Round, earlier: Round): Comparison {
  const before = resultsByCode(earlier);
  const now = resultsByCode(later);
  const questions: ComparedQuestion[] = [];
  const notCompared: { code: string; reason: WhyNotCompared }[] = [];
  for (const question of askedIn(later)) {
    const { code } = question;
    if (shapeOf(question) === 'texts') continue;
    const reason = whyNot(question, earlier);
    const one = reason ? undefined : compareQuestion(before.get(code), now.get(code));
    if (one) questions.push(one);
    else notCompared.push({ code, reason: reason ?? 'tooFew' });
  }
  return { questions, notCompared };
}

function resultsByCode({ results }: Round): Map<string, QuestionResult> {
  return new Map(results.suppressed ? [] : results.questions.map((result) => [result.code, result]));
}

function whyNot(question: AskedQuestion, { questions }: Round): WhyNotCompared | undefined {
  const same = questions.find(({ code }) => code === question.code);
  if (same && isComparable(same, question)) return undefined;
  return same || codeChangeOf(question, questions) === 'changed' ? 'changed' : 'new';
}

function compareQuestion(before: QuestionResult | undefined, now: QuestionResult | undefined) {
  if (!before || !now || before.suppressed || now.suppressed || before.answered === 0 || now.answered === 0) {
    return undefined;
  }
  const hasMedian = before.median !== undefined && now.median !== undefined;
  const compared: ComparedQuestion = {
    code: now.code,
    answered: { before: before.answered, now: now.answered },
    // Of numbers the medians are compared: their outermost brackets may differ.
    shares: ['numbers', 'order'].includes(shapeOf(now)) ? [] : [...sharesOf(before, now), ...rowShares(before, now)],
    ...(shapeOf(now) === 'order' && { places: placesOf(before, now) }),
    ...(hasMedian && { median: { before: before.median ?? 0, now: now.median ?? 0 } }),
  };
  return compared;
}

function placesOf({ counts: before = [] }: QuestionResult, { counts: now = [] }: QuestionResult) {
  return now.flatMap(({ code, mean }) => {
    const earlier = before.find((one) => one.code === code)?.mean;
    return mean === undefined || earlier === undefined ? [] : [{ code, before: earlier, now: mean }];
  });
}

type Counted = { readonly answered: number; readonly counts?: readonly Count[] };

function sharesOf(before: Counted, now: Counted, more: { row?: string } = {}): ComparedShare[] {
  const earlier = new Map(before.counts?.map(({ code, count }) => [code, count]));
  const own = new Map(now.counts?.map(({ code, count }) => [code, count]));
  // Days are only among the counts when somebody chose them.
  const codes = [...new Set([...own.keys(), ...earlier.keys()])];
  return codes.map((code) => ({
    code,
    ...more,
    before: (earlier.get(code) ?? 0) / before.answered,
    now: (own.get(code) ?? 0) / now.answered,
  }));
}

function rowShares({ rows: before = [] }: QuestionResult, { rows: now = [] }: QuestionResult): ComparedShare[] {
  return now.flatMap((row) => {
    const earlier = before.find(({ code }) => code === row.code);
    const isShown = earlier && !earlier.suppressed && !row.suppressed && earlier.answered > 0 && row.answered > 0;
    return isShown ? sharesOf(earlier, row, { row: row.code }) : [];
  });
}
