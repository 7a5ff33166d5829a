import type { SurveyProgress } from '../../domain/survey/progress.ts';
import type { Reader } from '../reader.ts';

/** How many have answered a survey, as far as its reader may know: numbers, or a word where that somebody answered is secret. */
export function turnoutText({ t }: Pick<Reader, 't'>, progress: SurveyProgress): string {
  if (progress.told === 'share') return t(`survey:turnout.${progress.share}`);
  const { submitted, members } = progress;
  return members === undefined
    ? t('survey:resultsAnswered', { count: submitted })
    : t('survey:answeredOf', { submitted, members });
}
