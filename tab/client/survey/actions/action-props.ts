import type { AnswerOf } from '../../ui/api.ts';

export type Survey = AnswerOf<'GET /surveys/{surveyId}'>;

/** What a dialog needs to do something to a survey. */
export interface ActionProps {
  readonly survey: Survey;
  /** Shows what the survey has become. */
  readonly onDone: (survey: Survey) => void;
}
