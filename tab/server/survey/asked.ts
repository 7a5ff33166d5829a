import type { AskedQuestion } from '../../../domain/survey/kinds/kinds.ts';
import type { Survey } from '../../../domain/survey/survey.ts';

/** The question of a survey with this code, unless it asks nothing. */
export function askedQuestion({ questions }: Survey, wanted: string): AskedQuestion | undefined {
  return questions.find(
    (question): question is AskedQuestion => question.kind !== 'section' && question.code === wanted,
  );
}
