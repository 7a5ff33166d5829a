import { z } from 'zod';
import { type AnswerValue, isRows, rowKey } from '../question/answer.ts';
import { areDistinct, asked, Option, sameCodes } from '../question/base.ts';
import type { Count } from '../question/figure.ts';
import { type Kind, plain } from '../question/kind.ts';
import type { Read, Typed } from '../question/reading.ts';
import { bytesOf, codesLength, onCard } from '../question/weighing.ts';

/** How many options there are to be put in order. */
const least = 3;
const most = 8;

const schema = z.object({ kind: z.literal('ranking'), ...asked, options: z.array(Option).max(200) });
type Ranking = z.infer<typeof schema>;

/** Each option's place as it was typed, also while two have the same or some have none. */
function read({ code, options }: Ranking, typed: Typed): Read {
  const places: Record<string, string> = {};
  for (const option of options) {
    const place = typed(rowKey(code, option.code));
    if (place && !/^\d{1,2}$/.test(place)) return { fault: 'notInOrder' };
    if (place) places[option.code] = String(Number(place));
  }
  return Object.keys(places).length > 0 ? { value: places } : {};
}

/** Whether each option has a place of its own, from 1 on without gaps. */
function isOrder({ options }: Ranking, answer: AnswerValue): boolean {
  if (!isRows(answer)) return false;
  const given = new Set(options.map(({ code }) => answer[code]));
  return options.every((_option, index) => given.has(String(index + 1)));
}

function countOf(code: string, values: readonly AnswerValue[]): Count {
  const places = values.flatMap((value) => (isRows(value) ? Number(value[code]) : [])).filter(Number.isFinite);
  const count = places.filter((place) => place === 1).length;
  if (places.length === 0) return { code, count };
  const sum = places.reduce((total, place) => total + place, 0);
  return { code, count, mean: Math.round((sum / places.length) * 100) / 100 };
}

/** Several options that are put in order: each is given a place, from 1 on. */
export const ranking = {
  ...plain,
  schema,
  shape: 'order',
  inputs: ({ options }) => options,
  hasOptions: ({ options }) => options.length >= least,
  limitsHold: ({ options }) => options.length <= most && areDistinct(options),
  codes: ({ options }) => options.map(({ code }) => ({ part: 'option', code })),
  textKeys: () => [],
  longestAnswer: ({ options }) => codesLength(options) + options.length * 6,
  weight: ({ options }) => options.reduce((sum, { label }) => sum + onCard.input + bytesOf(label), 0),
  read,
  fault: (question, answer) => (isOrder(question, answer) ? undefined : 'notInOrder'),
  isComparable: (one, other) => sameCodes(one.options, other.options),
  count: ({ options }, { values }) => ({ shape: 'order', counts: options.map(({ code }) => countOf(code, values)) }),
  madeUp: ({ options }, chance) => {
    const order = chance.some(options, options.length);
    return { value: Object.fromEntries(order.map(({ code }, index) => [code, String(index + 1)])) };
  },
} satisfies Kind<Ranking>;
