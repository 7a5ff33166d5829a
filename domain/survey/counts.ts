import type { CountDeps, Counted } from '../counts.ts';
import type { LocalizedText } from '../text.ts';
import type { Waiting } from '../waiting.ts';
import { progressFor, type SurveyProgress } from './progress.ts';
import { surveys } from './survey.ts';

/** An open survey, and how far it is as far as everybody may know who sees the summary. */
export interface SurveyStatus {
  readonly surveyId: string;
  readonly title: LocalizedText;
  readonly closesAt: string;
  readonly progress: SurveyProgress;
}

/** Where the surveys stand that a group looks after, whomever they ask. */
export interface SurveyCounts {
  readonly openSurveys: readonly SurveyStatus[];
  readonly closedSurveys: number;
}

/** Counts the surveys of a network by the group that looks after them. */
export async function surveyCounts(deps: CountDeps): Promise<Counted<SurveyCounts>> {
  const { view, networkId, groups, members } = deps;
  const open = await view.find(surveys, { networkId, state: 'open' });
  const standing = await Promise.all(
    open.map(async (survey) => {
      const { id: surveyId, groupId, title, closesAt } = survey;
      return { groupId, surveyId, title, closesAt, progress: await progressFor(view, survey, false, members) };
    }),
  );
  const closed = await Promise.all(
    groups.map(({ id: groupId }) => view.count(surveys, { groupId, state: ['closed', 'archived'] })),
  );
  const closedIn = new Map(groups.map(({ id }, at) => [id, closed[at] ?? 0]));
  const openIn = (groupId: string | undefined) => standing.filter((survey) => survey.groupId === groupId);
  return {
    inGroup: (groupId) => ({
      openSurveys: openIn(groupId).map(({ groupId: _groupId, ...survey }) => survey),
      closedSurveys: closedIn.get(groupId ?? '') ?? 0,
    }),
    waiting: [...groups.map(({ id }) => id), undefined].flatMap((groupId) => openIn(groupId).flatMap(waitingAnswers)),
  };
}

/** What an open survey waits for: nothing when everybody has answered, and nobody is to be kept from knowing. */
function waitingAnswers(survey: SurveyStatus & { readonly groupId: string | undefined }): Waiting[] {
  const { surveyId: subjectId, title, groupId, closesAt: dueAt, progress } = survey;
  const count = progress.told === 'counts' ? (progress.members ?? 0) - progress.submitted : undefined;
  return count !== 0 ? [{ kind: 'surveyAnswers', subjectId, title, groupId, who: 'members', count, dueAt }] : [];
}
