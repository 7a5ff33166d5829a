import { z } from 'zod';
import { type LocalizedText, languages } from '../../text.ts';
import { readNumber } from '../../typed-number.ts';
import { asked, SurveyText } from '../question/base.ts';
import { countInBrackets } from '../question/brackets.ts';
import { averages } from '../question/figure.ts';
import { type Kind, plain } from '../question/kind.ts';
import { areLimits, isWithin, type Read } from '../question/reading.ts';
import { bytesOf } from '../question/weighing.ts';

const schema = z.object({
  kind: z.literal('number'),
  ...asked,
  unit: SurveyText.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});
type NumberQuestion = z.infer<typeof schema>;

function read(text: string): Read {
  if (!text) return {};
  const found = readNumber(text);
  return 'fault' in found ? found : { value: found.number };
}

/** A unit that was translated since is the same; one that reads otherwise in a language of both is another. */
function sameUnit({ unit: one = {} }: NumberQuestion, { unit: other = {} }: NumberQuestion): boolean {
  const both = languages.filter((language) => one[language] && other[language]);
  const written = (text: LocalizedText) => languages.some((language) => text[language]);
  if (both.length === 0) return !written(one) && !written(other);
  return both.every((language) => one[language] === other[language]);
}

/** Answered by an amount. */
export const number = {
  ...plain,
  schema,
  shape: 'numbers',
  limitsHold: areLimits,
  textKeys: () => [],
  longestAnswer: () => 0,
  weight: ({ unit }) => bytesOf(unit),
  read: ({ code }, typed) => read(typed(code)),
  fault: (question, answer) => (isWithin(Number(answer), question) ? undefined : 'outOfRange'),
  isComparable: sameUnit,
  count: (_question, { values }, fewest) => {
    const counts = countInBrackets(values.map(Number).filter(Number.isFinite), fewest);
    return { shape: 'numbers', ...averages(values), ...(counts.length > 0 && { counts }) };
  },
  madeUp: ({ code, min = 0, max }, chance) => {
    const amount = chance.amount(code);
    return { value: Math.min(Math.max(amount, min), max ?? amount) };
  },
} satisfies Kind<NumberQuestion>;
