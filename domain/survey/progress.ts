import { members } from '../network/network.ts';
import type { StoreReader } from '../store.ts';
import { responses, type Survey } from './survey.ts';

/** How far a survey is: counts only, in every mode. */
export interface SurveyProgress {
  readonly submitted: number;
  readonly begun: number;
  readonly members: number;
}

/** Counts who has submitted and who has begun, against the members of the group. */
export async function progressOf(store: StoreReader, survey: Survey): Promise<SurveyProgress> {
  const [submitted, begun, all] = await Promise.all([
    store.count(responses, { surveyId: survey.id, state: 'submitted' }),
    store.count(responses, { surveyId: survey.id, state: 'draft' }),
    store.count(members, { groupIds: survey.groupId }),
  ]);
  return { submitted, begun, members: all };
}
