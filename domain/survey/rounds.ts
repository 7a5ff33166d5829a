import { AppError, quotable } from '../errors.ts';
import { latestFirst } from '../page.ts';
import { type Actor, authorise } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { load } from '../use-case.ts';
import { toBeAnswered, whatAsks } from './audience.ts';
import { isSeenBy } from './list.ts';
import { type Survey, surveys } from './survey.ts';

/** Whether a survey was ever asked of anybody and counts: only then is it a round to compare with. */
export function wasPosted({ state }: Pick<Survey, 'state'>): boolean {
  return state === 'open' || state === 'closed' || state === 'archived';
}

/** A survey with all that it asks, for those it asks and those who look after it. Throws `FORBIDDEN` to others. */
export async function seenSurvey(store: StoreReader, actor: Actor, surveyId: string): Promise<Survey> {
  const survey = await load(store, surveys, surveyId);
  authorise(actor, 'survey.list', survey);
  const { asked } = await toBeAnswered(store, actor, survey);
  if (!isSeenBy(actor, survey, asked === true))
    throw new AppError('FORBIDDEN', `survey ${surveyId} is not shown to them`);
  return survey;
}

/** The surveys of a draft's network that its maker sees, that were posted and ask some of the same; the newest first. */
export async function earlierRounds(store: StoreReader, actor: Actor, draft: Survey): Promise<Survey[]> {
  const codes = new Set(codesOf(draft));
  const asksThem = await whatAsks(store, authorise(actor, 'survey.list', draft));
  const found: Survey[] = [];
  for await (const survey of store.stream(surveys, { networkId: draft.networkId })) {
    const isRound = survey.id !== draft.id && wasPosted(survey) && isSeenBy(actor, survey, asksThem(survey));
    if (isRound && codesOf(survey).some((code) => codes.has(code))) found.push(survey);
  }
  return found.sort((a, b) => (endOf(a) > endOf(b) ? -1 : 1));
}

function codesOf({ questions }: Survey): string[] {
  return questions.filter(({ kind }) => kind !== 'section').map(({ code }) => code);
}

function endOf({ closedAt, closesAt }: Survey): string {
  return closedAt ?? closesAt;
}

/**
 * The round that a draft is to be compared with: what stands, unless another is wanted; undefined for none. Throws
 * `NOT_FOUND` for what is of another network or was never posted, and as `seenSurvey` does.
 */
export async function roundToCompare(
  store: StoreReader,
  actor: Actor,
  draft: Pick<Survey, 'networkId' | 'earlierRoundId'>,
  wanted: string | undefined,
): Promise<string | undefined> {
  if (wanted === undefined || wanted === draft.earlierRoundId) return draft.earlierRoundId;
  if (wanted === '') return undefined;
  const round = await seenSurvey(store, actor, wanted);
  if (round.networkId === draft.networkId && wasPosted(round)) return round.id;
  throw new AppError('NOT_FOUND', `survey ${quotable(wanted)} is no round to compare with`);
}

/** The surveys of a network that somebody sees and may make another from, in whatever state; the newest first. */
export async function surveysToCopy(store: StoreReader, actor: Actor, networkId: string): Promise<Survey[]> {
  const asksThem = await whatAsks(store, authorise(actor, 'survey.list', { networkId }));
  const found: Survey[] = [];
  for await (const survey of store.stream(surveys, { networkId })) {
    if (survey.questions.length > 0 && isSeenBy(actor, survey, asksThem(survey))) found.push(survey);
  }
  return found.sort((a, b) => latestFirst(a.createdAt, b.createdAt) || latestFirst(a.id, b.id));
}

/**
 * The earlier round that a draft was made from, as far as can be told: the one it is compared with, when both come from
 * the same built-in survey or from none.
 */
export async function roundMadeFrom(
  store: StoreReader,
  { earlierRoundId, template }: Pick<Survey, 'earlierRoundId' | 'template'>,
): Promise<Survey | undefined> {
  const round = earlierRoundId === undefined ? undefined : await store.get(surveys, earlierRoundId);
  return round?.template === template ? round : undefined;
}
