import { type Member, organisations } from '../network/network.ts';
import type { StoreReader } from '../store.ts';
import { countAsked } from './audience.ts';
import { countMissing } from './missing.ts';
import { anonymousAnswers, responses } from './response.ts';
import { hasEnded, type Survey } from './survey.ts';

/** How far a survey is: counts only, in every mode. */
export interface SurveyProgress {
  readonly submitted: number;
  readonly begun: number;
  /**
   * How many were to be given: those submitted, by people too who were asked then and are no longer, and those still
   * missing. Of members, or where these answer as one, of organisations.
   */
  readonly members: number;
  /** How many of those submitted were entered for organisations without Teams; they are among `members`, too. */
  readonly entered: number;
}

/**
 * Counts who has submitted and who has begun, against those it asks. After an anonymous survey has ended, its answers
 * are nobody's any more; they are counted all the same, those too that could not be read, and those asked now stand for
 * those asked then. Of answers that are deleted it tells what it told before. `everybody` are the members of its
 * network where these are at hand.
 */
export async function progressOf(
  store: StoreReader,
  survey: Survey,
  everybody?: readonly Member[],
): Promise<SurveyProgress> {
  if (survey.emptied) {
    const { submitted = 0, members = 0, entered = 0 } = survey.emptied;
    return { submitted, begun: 0, members, entered };
  }
  const [submitted, begun, parted, entered] = await Promise.all([
    store.count(responses, { surveyId: survey.id, state: 'submitted' }),
    store.count(responses, { surveyId: survey.id, state: 'draft' }),
    store.count(anonymousAnswers, { surveyId: survey.id }),
    enteredOf(store, survey),
  ]);
  const all = submitted + parted + (survey.lostAnswers ?? 0);
  const isParted = hasEnded(survey) && survey.anonymity === 'anonymous';
  const members = isParted
    ? Math.max(all, await countAsked(store, survey))
    : submitted + (await countMissing(store, survey, everybody));
  return { submitted: all, begun, members, entered };
}

async function enteredOf(store: StoreReader, survey: Survey): Promise<number> {
  if (survey.anonymity === 'anonymous') return 0;
  const known = await store.find(organisations, { networkId: survey.networkId });
  const respondentId = known.map(({ id }) => id);
  const given = await store.find(responses, { surveyId: survey.id, respondentId, state: 'submitted' });
  return given.filter(({ enteredBy }) => enteredBy !== undefined).length;
}
