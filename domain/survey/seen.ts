import type { Shown } from '../seen.ts';
import type { Survey } from './survey.ts';

/**
 * What those who look after a survey are shown of it that a step on it rests on: what it asks and whom, what it
 * promises, and where it stands. How many have answered is none of that, since it changes all the time.
 */
export function shownOf(survey: Survey): Shown {
  const { state, closedAt, reopenedAt, answersDeleted } = survey;
  return {
    state: [state, closedAt, reopenedAt, answersDeleted?.at],
    title: survey.title,
    purpose: survey.purpose,
    questions: survey.questions,
    mode: survey.anonymity,
    respondent: survey.respondent,
    audience: [survey.groupId, survey.audience],
    opens: survey.opensAt,
    closes: survey.closesAt,
    reminders: survey.remindAt,
    results: [survey.resultsFrom, survey.resultsFor, survey.breakdowns, survey.earlierRoundId],
    keeping: survey.keepMonths,
  };
}
