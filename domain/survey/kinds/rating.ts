import { z } from 'zod';
import { asked, SurveyText } from '../question/base.ts';
import { averages, countCodes } from '../question/figure.ts';
import { type Kind, oneOf } from '../question/kind.ts';
import { readCode } from '../question/reading.ts';
import { bytesOf, onCard } from '../question/weighing.ts';

const schema = z.object({ kind: z.literal('rating'), ...asked, low: SurveyText, high: SurveyText });
type Rating = z.infer<typeof schema>;

const grades = ['1', '2', '3', '4', '5'];

/** Answered by a grade from 1 to 5 between two named ends. */
export const rating = {
  ...oneOf(grades),
  schema,
  shape: 'bars',
  weight: ({ low, high }) => grades.length * onCard.choice + bytesOf(low) + bytesOf(high),
  read: ({ code }, typed) => readCode(typed(code), grades),
  count: (_question, { values }) => ({ shape: 'bars', counts: countCodes(values, grades), ...averages(values) }),
  madeUp: (_question, chance) => ({ value: chance.pick(['1', '2', '3', '3', '4', '4', '4', '5']) }),
} satisfies Kind<Rating>;
