import { z } from 'zod';
import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { bracketOf } from '../../../domain/survey/question/brackets.ts';
import { bracketText } from '../../../locales/bracket.ts';
import { isolated } from '../../../locales/isolated.ts';
import { between, inForm, type KindWords, usual } from '../kind-words.ts';

const form = z.object({ kind: z.literal('number'), ...inForm, unit: z.string().nullable() });

/** A question that is answered by an amount, in words. */
export const number = {
  ...usual,
  form,
  speaks: true,
  formOf: (reader, { unit }, asked) => ({ ...asked, kind: 'number', unit: unit ? reader.pick(unit) : null }),
  limits: (reader, question) => between(reader, question, ['between', 'atLeast', 'atMost']),
  // Nobody counts below nothing.
  isWorthSaying: ({ min, max }) => max !== undefined || min !== 0,
  label: ({ t }, _question, code) => ({ ours: bracketText(t, bracketOf(code)) }),
  answer: (reader, { unit }, value) => {
    // All digits that were given, with the reader's decimal mark.
    const amount = new Intl.NumberFormat(reader.language, { maximumFractionDigits: 20 }).format(Number(value));
    return `${amount} ${unit ? isolated(reader.pick(unit)) : ''}`.trim();
  },
} satisfies KindWords<QuestionOf<'number'>, z.infer<typeof form>>;
