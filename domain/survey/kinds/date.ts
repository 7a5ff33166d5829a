import { z } from 'zod';
import { readDay, years } from '../../typed-time.ts';
import { asked } from '../question/base.ts';
import { countCodes } from '../question/figure.ts';
import { type Kind, plain } from '../question/kind.ts';
import { areLimits, isWithin } from '../question/reading.ts';

const schema = z.object({
  kind: z.literal('date'),
  ...asked,
  min: z.iso.date().optional(),
  max: z.iso.date().optional(),
});
type DateQuestion = z.infer<typeof schema>;

/** Days in their order, of years that an answer can be of. */
function limitsHold({ min, max }: DateQuestion): boolean {
  const given = [min, max].filter((day) => day !== undefined);
  const isKnown = (day: string) => Number(day.slice(0, 4)) >= years.first && Number(day.slice(0, 4)) <= years.last;
  return given.every(isKnown) && areLimits({ min, max });
}

/** Answered by a day. */
export const date = {
  ...plain,
  schema,
  shape: 'bars',
  limitsHold,
  textKeys: () => [],
  longestAnswer: () => 0,
  read: ({ code }, typed) => (typed(code) ? readDay(typed(code)) : {}),
  fault: (question, answer) =>
    typeof answer !== 'string' || isWithin(answer, question) ? undefined : 'dateOutOfRange',
  count: (_question, { values }) => ({
    shape: 'bars',
    counts: countCodes(values, [...new Set(values.map(String))].sort()),
  }),
  madeUp: (_question, chance) => ({ value: chance.day(chance.between(30, 700)) }),
} satisfies Kind<DateQuestion>;
