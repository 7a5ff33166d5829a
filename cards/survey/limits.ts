import type { AskedQuestion } from '../../domain/survey/kinds/kinds.ts';
import type { Reader } from '../reader.ts';

/** The limits of an answer in words; empty when there are none. */
export function limitsText(reader: Reader, question: AskedQuestion): string {
  const { t } = reader;
  switch (question.kind) {
    case 'text': {
      const least = question.minLength ? t('survey:limits.textAtLeast', { min: question.minLength }) : '';
      return `${least} ${t('survey:limits.textAtMost', { max: question.maxLength })}`.trim();
    }
    case 'number':
      return between(reader, question, ['between', 'atLeast', 'atMost']);
    case 'date': {
      const [min, max] = [question.min, question.max].map((day) => day && reader.day(day));
      return between(reader, { min, max }, ['dayBetween', 'dayFrom', 'dayUntil']);
    }
    case 'choice':
      return question.multiple ? between(reader, question, ['choiceBetween', 'choiceAtLeast', 'choiceAtMost']) : '';
    case 'rating':
    case 'yesNo':
    case 'matrix':
      return '';
  }
}

type Ends = { readonly min?: number | string | undefined; readonly max?: number | string | undefined };

function between({ t, language }: Reader, ends: Ends, [both, least, most]: readonly [string, string, string]): string {
  const [min, max] = [ends.min, ends.max].map((end) =>
    typeof end === 'number' ? new Intl.NumberFormat(language, { useGrouping: true }).format(end) : end,
  );
  if (min !== undefined && max !== undefined) return t(`survey:limits.${both}`, { min, max });
  if (min !== undefined) return t(`survey:limits.${least}`, { min });
  return max === undefined ? '' : t(`survey:limits.${most}`, { max });
}
