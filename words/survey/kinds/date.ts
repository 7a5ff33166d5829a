import { z } from 'zod';
import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { between, inForm, type KindWords, usual } from '../kind-words.ts';

const form = z.object({
  kind: z.literal('date'),
  ...inForm,
  min: z.string().nullable(),
  max: z.string().nullable(),
});

/** A question that is answered by a day, in words. */
export const date = {
  ...usual,
  form,
  speaks: true,
  formOf: (_reader, { min = null, max = null }, asked) => ({ ...asked, kind: 'date', min, max }),
  limits: (reader, question) => {
    const [min, max] = [question.min, question.max].map((day) => day && reader.day(day));
    return between(reader, { min, max }, ['dayBetween', 'dayFrom', 'dayUntil']);
  },
  label: (reader, _question, code) => ({ ours: reader.day(code) }),
  answer: (reader, _question, value) => (typeof value === 'string' ? reader.day(value) : ''),
} satisfies KindWords<QuestionOf<'date'>, z.infer<typeof form>>;
