import type { SharedTexts } from '../response.ts';
import type { Survey } from '../survey.ts';
import { type Counting, type CountingText, textsThatCount } from './counting.ts';
import { hashOf } from './read-texts.ts';

/** Stands for a text in its place: another text there, or the same in another place, is another. */
export function markOf({ answerId, code, text }: CountingText): string {
  return hashOf(JSON.stringify([answerId, code, text])).slice(0, 32);
}

/**
 * Which of a survey's texts somebody has gone through and shared. Of a named survey, each by itself: everybody may know
 * which came when. Of others all or none, since those that alone came later, or alone are missing, would be one
 * person's. `shared` is read before answers and redactions are, so that nothing that was redacted before it was shared
 * is ever read as it was written.
 */
export function sharedAmong(
  survey: Survey,
  shared: SharedTexts | undefined,
  given: readonly Counting[],
): (text: CountingText) => boolean {
  if (!shared) {
    const before = new Set(given.flatMap(({ id, wasShared }) => (wasShared ? [id] : [])));
    return ({ answerId }) => before.has(answerId);
  }
  const marks = new Set(shared.texts);
  if (survey.anonymity === 'named') return (text) => marks.has(markOf(text));
  const now = textsThatCount(survey, given);
  const areAll = now.length === marks.size && now.every((text) => marks.has(markOf(text)));
  return () => areAll;
}
