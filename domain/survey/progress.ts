import { type Member, organisations } from '../network/network.ts';
import type { StoreReader } from '../store.ts';
import { toldOf } from './counted.ts';
import { fewestPublished } from './merging.ts';
import { countMissing } from './missing.ts';
import { type Population, populations } from './population.ts';
import { anonymousAnswers, type Response, responses } from './response.ts';
import { hasEnded, isSecret, type Survey } from './survey.ts';
import { type Share, shareAtEnd, shareWhileOpen } from './turnout.ts';

/** How far a survey is, in numbers. */
export interface SurveyCounts {
  readonly submitted: number;
  readonly begun: number;
  /**
   * How many were to be given: those submitted, by people too who were asked then and are no longer, and those still
   * missing; of a secret survey that has ended, those asked when it opened. Of members, or where these answer as one, of
   * organisations. Undefined where that was not put down.
   */
  readonly members: number | undefined;
  /** How many of those submitted were entered for organisations without Teams; they are among `members`, too. */
  readonly entered: number;
}

/** How far a survey is, as far as its reader may know. */
export type SurveyProgress =
  | ({ readonly told: 'counts' } & SurveyCounts)
  | {
      readonly told: 'share';
      readonly share: Share;
      /** How many were asked when it opened; undefined where that was not put down. */
      readonly members: number | undefined;
    };

/**
 * How far a survey is, for a reader of whom is told whether they may know by name who has answered. Others read of a
 * secret one a word while it is open, and numbers when it has ended only where these tell of nobody. Nothing that
 * anybody changes about members, groups or organisations changes what they read. `everybody` are the members of its
 * network where these are at hand.
 */
export async function progressFor(
  store: StoreReader,
  survey: Survey,
  seesWho: boolean,
  everybody?: readonly Member[],
): Promise<SurveyProgress> {
  const isOpen = survey.state === 'open';
  const isKnown = !isSecret(survey) || (seesWho && !survey.answersDeleted) || (!isOpen && !hasEnded(survey));
  if (isKnown) return { told: 'counts', ...(await progressOf(store, survey, everybody)) };
  return hasEnded(survey) ? atEnd(store, survey) : whileOpen(store, survey);
}

async function whileOpen(store: StoreReader, { id, reopenedAt }: Survey): Promise<SurveyProgress> {
  const population = await store.get(populations, id);
  if (!population) return { told: 'share', share: 'untold', members: undefined };
  const given: Response[] = [];
  for await (const one of store.stream(responses, { surveyId: id, state: 'submitted' })) given.push(one);
  const { submitted, asked } = counting(population, reopenedAt === undefined ? given : toldOf(given));
  return { told: 'share', share: shareWhileOpen(submitted, asked), members: population.count };
}

/**
 * What is counted of those who were not asked when the survey opened: nothing of fewer than five. And nothing of what
 * its readers enter themselves, who could otherwise count up to where the word changes.
 */
function counting({ count, respondentIds }: Population, given: readonly Response[]) {
  const asked = new Set(respondentIds);
  const own = given.filter(({ respondentId }) => asked.has(respondentId)).length;
  const others = given.filter((one) => one.enteredBy === undefined && !asked.has(one.respondentId)).length;
  const late = others >= fewestPublished ? others : 0;
  return { submitted: own + late, asked: count + late };
}

async function atEnd(store: StoreReader, survey: Survey): Promise<SurveyProgress> {
  const { submitted, members } = await progressOf(store, survey);
  const share = shareAtEnd(submitted, members);
  if (share !== undefined) return { told: 'share', share, members };
  return { told: 'counts', submitted, members, begun: 0, entered: 0 };
}

/**
 * Counts who has submitted and who has begun, against those it asks. After an anonymous survey has ended, its answers
 * are nobody's any more; they are counted all the same, those too that could not be read. Of answers that are deleted it
 * tells what it told before. For those who may know who answered; everybody else reads `progressFor`.
 */
export async function progressOf(
  store: StoreReader,
  survey: Survey,
  everybody?: readonly Member[],
): Promise<SurveyCounts> {
  if (survey.answersDeleted) {
    const { submitted = 0, members, entered = 0 } = survey.answersDeleted;
    return { submitted, begun: 0, members, entered };
  }
  const [submitted, begun, anonymised, entered] = await Promise.all([
    countSubmitted(store, survey),
    store.count(responses, { surveyId: survey.id, state: 'draft' }),
    store.count(anonymousAnswers, { surveyId: survey.id }),
    enteredOf(store, survey),
  ]);
  const all = submitted + anonymised + (survey.lostAnswers ?? 0);
  return { submitted: all, begun, members: await toBeGiven(store, survey, all, everybody), entered };
}

/** Of a secret survey that was closed again, so many as may be told: results and progress name the same number. */
async function countSubmitted(store: StoreReader, survey: Survey): Promise<number> {
  const where = { surveyId: survey.id, state: 'submitted' };
  if (!isSecret(survey) || !hasEnded(survey) || survey.reopenedAt === undefined) return store.count(responses, where);
  const given: Response[] = [];
  for await (const one of store.stream(responses, where)) given.push(one);
  return toldOf(given).length;
}

async function toBeGiven(
  store: StoreReader,
  survey: Survey,
  submitted: number,
  everybody: readonly Member[] | undefined,
): Promise<number | undefined> {
  if (!isSecret(survey) || !hasEnded(survey)) return submitted + (await countMissing(store, survey, everybody));
  const population = await store.get(populations, survey.id);
  return population && Math.max(submitted, population.count);
}

async function enteredOf(store: StoreReader, survey: Survey): Promise<number> {
  if (survey.anonymity === 'anonymous') return 0;
  const known = await store.find(organisations, { networkId: survey.networkId });
  const respondentId = known.map(({ id }) => id);
  const given = await store.find(responses, { surveyId: survey.id, respondentId, state: 'submitted' });
  return given.filter(({ enteredBy }) => enteredBy !== undefined).length;
}
