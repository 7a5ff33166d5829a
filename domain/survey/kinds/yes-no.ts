import { z } from 'zod';
import { asked } from '../question/base.ts';
import { countCodes } from '../question/figure.ts';
import { type Kind, oneOf } from '../question/kind.ts';
import { readCode } from '../question/reading.ts';

const schema = z.object({ kind: z.literal('yesNo'), ...asked });
type YesNo = z.infer<typeof schema>;

const codes = ['yes', 'no'];

/** Answered by yes or no. */
export const yesNo = {
  ...oneOf(codes),
  schema,
  shape: 'bars',
  read: ({ code }, typed) => readCode(typed(code), codes),
  count: (_question, { values }) => ({ shape: 'bars', counts: countCodes(values, codes) }),
  madeUp: (_question, chance) => ({ value: chance.pick(['yes', 'yes', 'no']) }),
} satisfies Kind<YesNo>;
