import { z } from 'zod';
import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { inForm, type KindWords, usual } from '../kind-words.ts';

const form = z.object({
  kind: z.literal('text'),
  ...inForm,
  multiline: z.boolean(),
  maxLength: z.number().int(),
});

/** A question that is answered in one's own words, in words. */
export const text = {
  ...usual,
  form,
  speaks: true,
  formOf: (_reader, { multiline, maxLength }, asked) => ({ ...asked, kind: 'text', multiline, maxLength }),
  limits: ({ t }, { minLength, maxLength }) => {
    const least = minLength ? t('survey:limits.textAtLeast', { min: minLength }) : '';
    return `${least} ${t('survey:limits.textAtMost', { max: maxLength })}`.trim();
  },
  // A text input stops by itself at the most.
  isWorthSaying: ({ minLength }) => minLength !== undefined,
  label: (_reader, _question, code) => ({ ours: code }),
} satisfies KindWords<QuestionOf<'text'>, z.infer<typeof form>>;
