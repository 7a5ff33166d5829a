import { seenOf } from '../../domain/seen.ts';
import { shownOf } from '../../domain/survey/seen.ts';
import type { Survey } from '../../domain/survey/survey.ts';

/**
 * What a press brings along of a survey that its step rests on: what was `seen` on the card that led here, or, where
 * none did, what is shown now.
 */
export function stepOn(survey: Survey, seen?: string): { readonly surveyId: string; readonly seen: string } {
  return { surveyId: survey.id, seen: seen || seenOf(shownOf(survey)) };
}
