import { z } from 'zod';
import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { FormOptions, inForm, insteadOptions, type KindWords, usual } from '../kind-words.ts';

const form = z.object({ kind: z.literal('yesNo'), ...inForm, options: FormOptions });

/** Yes or no, in words. */
export const yesNo = {
  ...usual,
  form,
  formOf: (reader, question, asked) => ({
    ...asked,
    kind: 'yesNo',
    options: [
      ...['yes', 'no'].map((value) => ({ value, label: reader.t(`common:${value}`) })),
      ...insteadOptions(reader, question),
    ],
  }),
  label: ({ t }, _question, code) => ({ ours: t(code === 'yes' ? 'common:yes' : 'common:no') }),
  answer: ({ t }, _question, value) => t(value === 'yes' ? 'common:yes' : 'common:no'),
} satisfies KindWords<QuestionOf<'yesNo'>, z.infer<typeof form>>;
