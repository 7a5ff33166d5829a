import { z } from 'zod';
import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { FormOptions, inForm, insteadOptions, type KindWords, usual } from '../kind-words.ts';

const form = z.object({
  kind: z.literal('rating'),
  ...inForm,
  options: FormOptions,
  low: z.string(),
  high: z.string(),
});

/** A grade from 1 to 5 between two named ends, in words. */
export const rating = {
  ...usual,
  form,
  formOf: (reader, question, asked) => ({
    ...asked,
    kind: 'rating',
    low: reader.pick(question.low),
    high: reader.pick(question.high),
    options: [
      ...['1', '2', '3', '4', '5'].map((value) => ({ value, label: value })),
      ...insteadOptions(reader, question),
    ],
  }),
  label: (_reader, { low, high }, code) => {
    const end = code === '1' ? low : code === '5' ? high : undefined;
    return { ours: code, ...(end && { written: end }) };
  },
} satisfies KindWords<QuestionOf<'rating'>, z.infer<typeof form>>;
