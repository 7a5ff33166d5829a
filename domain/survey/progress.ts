import { organisations } from '../network/network.ts';
import type { StoreReader } from '../store.ts';
import { countAsked } from './audience.ts';
import { anonymousAnswers, responses, type Survey } from './survey.ts';

/** How far a survey is: counts only, in every mode. */
export interface SurveyProgress {
  readonly submitted: number;
  readonly begun: number;
  /** Of how many answers are awaited: members, or where organisations answer as one, organisations. */
  readonly members: number;
  /** How many of those submitted were entered for organisations without Teams; they count as asked, too. */
  readonly entered: number;
}

/**
 * Counts who has submitted and who has begun, against those it asks. After an anonymous survey has closed, its answers
 * are nobody's any more; they are counted all the same, those too that could not be read.
 */
export async function progressOf(store: StoreReader, survey: Survey): Promise<SurveyProgress> {
  const [submitted, begun, parted, awaited, entered] = await Promise.all([
    store.count(responses, { surveyId: survey.id, state: 'submitted' }),
    store.count(responses, { surveyId: survey.id, state: 'draft' }),
    store.count(anonymousAnswers, { surveyId: survey.id }),
    countAsked(store, survey),
    enteredOf(store, survey),
  ]);
  const all = submitted + parted + (survey.lostAnswers ?? 0);
  return { submitted: all, begun, members: awaited + entered, entered };
}

async function enteredOf(store: StoreReader, survey: Survey): Promise<number> {
  if (survey.anonymity === 'anonymous') return 0;
  const known = await store.find(organisations, { networkId: survey.networkId });
  const respondentId = known.map(({ id }) => id);
  const given = await store.find(responses, { surveyId: survey.id, respondentId, state: 'submitted' });
  return given.filter(({ enteredBy }) => enteredBy !== undefined).length;
}
