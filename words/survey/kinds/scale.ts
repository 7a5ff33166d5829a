import { z } from 'zod';
import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { FormOptions, inForm, insteadOptions, type KindWords, usual } from '../kind-words.ts';
import { spanText } from '../spans.ts';

const form = z.object({
  kind: z.literal('scale'),
  ...inForm,
  options: FormOptions,
  low: z.string(),
  high: z.string(),
});

/** A grade from 0 to 10 between two named ends, in words. */
export const scale = {
  ...usual,
  form,
  formOf: (reader, question, asked) => ({
    ...asked,
    kind: 'scale',
    low: reader.pick(question.low),
    high: reader.pick(question.high),
    options: [
      ...Array.from({ length: 11 }, (_none, grade) => ({ value: String(grade), label: String(grade) })),
      ...insteadOptions(reader, question),
    ],
  }),
  label: (_reader, { low, high }, code) => {
    const end = code === '0' ? low : code === '10' ? high : undefined;
    return { ours: spanText(code), ...(end && { written: end }) };
  },
} satisfies KindWords<QuestionOf<'scale'>, z.infer<typeof form>>;
