import { z } from 'zod';
import type { AnswerValue } from '../question/answer.ts';
import { asked, SurveyText } from '../question/base.ts';
import { averages, type Count, countCodes } from '../question/figure.ts';
import { type Kind, oneOf } from '../question/kind.ts';
import { readCode } from '../question/reading.ts';
import { bytesOf, onCard } from '../question/weighing.ts';

const schema = z.object({ kind: z.literal('scale'), ...asked, low: SurveyText, high: SurveyText });
type Scale = z.infer<typeof schema>;

const grades = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];
/** Which grades are told together, as recommendations usually are. */
const spans = ['0..6', '7..8', '9..10'];

function together(values: readonly AnswerValue[]): Count[] {
  return spans.map((code) => {
    const [from = 0, to = 0] = code.split('..').map(Number);
    return { code, count: values.filter((value) => Number(value) >= from && Number(value) <= to).length };
  });
}

/** Answered by a grade from 0 to 10 between two named ends. */
export const scale = {
  ...oneOf(grades),
  schema,
  shape: 'bars',
  weight: ({ low, high }) => grades.length * onCard.choice + bytesOf(low) + bytesOf(high),
  read: ({ code }, typed) => readCode(typed(code), grades),
  count: (_question, { values }) => ({
    shape: 'bars',
    counts: countCodes(values, grades),
    spans: together(values),
    ...averages(values),
  }),
  madeUp: (_question, chance) => ({ value: chance.pick(['3', '5', '6', '7', '7', '8', '8', '8', '9', '10']) }),
} satisfies Kind<Scale>;
