import { z } from 'zod';
import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { isRows, rowKey } from '../../../domain/survey/question/answer.ts';
import { isolated } from '../../../locales/isolated.ts';
import { FormRows, inForm, type KindWords, partText, usual } from '../kind-words.ts';

const form = z.object({ kind: z.literal('ranking'), ...inForm, rows: FormRows });

/** Options that are put in order, in words. */
export const ranking = {
  ...usual,
  form,
  speaks: true,
  formOf: (reader, { code, options }, asked) => ({
    ...asked,
    kind: 'ranking',
    rows: options.map((option) => ({ key: rowKey(code, option.code), label: reader.pick(option.label) })),
  }),
  limits: ({ t }, { options }) => t('survey:limits.places', { max: options.length }),
  label: (_reader, { options }, code) => ({ written: options.find((one) => one.code === code)?.label ?? {} }),
  answer: (reader, { options }, value) => {
    if (!isRows(value)) return String(value);
    const placed = Object.entries(value).sort(([, one], [, other]) => Number(one) - Number(other));
    return placed.map(([code, place]) => `${place}. ${isolated(partText(reader, options, code))}`).join(' · ');
  },
} satisfies KindWords<QuestionOf<'ranking'>, z.infer<typeof form>>;
