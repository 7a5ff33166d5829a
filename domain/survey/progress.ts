import { members } from '../network/network.ts';
import type { StoreReader } from '../store.ts';
import { anonymousAnswers, responses, type Survey } from './survey.ts';

/** How far a survey is: counts only, in every mode. */
export interface SurveyProgress {
  readonly submitted: number;
  readonly begun: number;
  readonly members: number;
}

/**
 * Counts who has submitted and who has begun, against the members of the group. After an anonymous survey has closed,
 * its answers are nobody's any more; they are counted all the same, those too that could not be read.
 */
export async function progressOf(store: StoreReader, survey: Survey): Promise<SurveyProgress> {
  const [submitted, begun, parted, all] = await Promise.all([
    store.count(responses, { surveyId: survey.id, state: 'submitted' }),
    store.count(responses, { surveyId: survey.id, state: 'draft' }),
    store.count(anonymousAnswers, { surveyId: survey.id }),
    store.count(members, { groupIds: survey.groupId }),
  ]);
  return { submitted: submitted + parted + (survey.lostAnswers ?? 0), begun, members: all };
}
