import type { Survey } from '../../domain/survey/survey.ts';
import type { Reader } from '../reader.ts';

/** What a survey is called; a draft without a title is called so. */
export function titleOf(reader: Reader, { title }: Pick<Survey, 'title'>): string {
  return reader.pick(title) || reader.t('survey:untitled');
}
