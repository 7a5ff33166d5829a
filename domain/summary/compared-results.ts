import { AppError } from '../errors.ts';
import { type Actor, authorise } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { whatAsks } from '../survey/audience.ts';
import { isComparable } from '../survey/codes.ts';
import { seesResults } from '../survey/results-rule.ts';
import { type Survey, surveys } from '../survey/survey.ts';
import type { Count, QuestionResult } from './figures.ts';
import { type SeenResults, seenResults } from './seen-results.ts';
import { askedIn, surveyResults } from './survey-results.ts';

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
}

/** The results of a survey beside those of another. */
export interface ComparedResults {
  readonly seen: SeenResults;
  /** The surveys that it can be compared with by this reader, the newest first. */
  readonly others: readonly Survey[];
  /** The one it is compared with; undefined when there is none, or none was chosen. */
  readonly other: Survey | undefined;
  readonly questions: readonly ComparedQuestion[];
  /** The codes of questions that both ask, but not alike, or that too few answered in one of them. */
  readonly notCompared: readonly string[];
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
  if (otherId !== undefined && !other) throw new AppError('NOT_FOUND', `nothing to compare in ${otherId}`);
  const compared = other ? await compare(store, seen, other) : { questions: [], notCompared: [] };
  return { seen, others, other, ...compared };
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

async function compare(store: StoreReader, { survey, results }: SeenResults, other: Survey) {
  const earlier = await surveyResults(store, other, { onlyShared: true });
  const before = new Map(earlier.suppressed ? [] : earlier.questions.map((result) => [result.code, result]));
  const now = new Map(results.suppressed ? [] : results.questions.map((result) => [result.code, result]));
  const asked = new Map(askedIn(other).map((question) => [question.code, question]));
  const questions: ComparedQuestion[] = [];
  const notCompared: string[] = [];
  for (const question of askedIn(survey)) {
    const same = asked.get(question.code);
    if (!same || question.kind === 'text') continue;
    const one = isComparable(same, question)
      ? compareQuestion(before.get(question.code), now.get(question.code))
      : undefined;
    if (one) questions.push(one);
    else notCompared.push(question.code);
  }
  return { questions, notCompared };
}

function compareQuestion(before: QuestionResult | undefined, now: QuestionResult | undefined) {
  if (!before || !now || before.suppressed || now.suppressed || before.answered === 0 || now.answered === 0) {
    return undefined;
  }
  const hasMedian = before.median !== undefined && now.median !== undefined;
  const compared: ComparedQuestion = {
    code: now.code,
    answered: { before: before.answered, now: now.answered },
    shares: [...sharesOf(before, now), ...rowShares(before, now)],
    ...(hasMedian && { median: { before: before.median ?? 0, now: now.median ?? 0 } }),
  };
  return compared;
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
