import { z } from 'zod';
import { otherKey } from '../question/answer.ts';
import { areDistinct, asked, mostOptions, Option, sameCodes } from '../question/base.ts';
import { countCodes } from '../question/figure.ts';
import { type Kind, plain } from '../question/kind.ts';
import { isRange, kept, lengthFault, listed, longestOther, type Read, type Typed } from '../question/reading.ts';
import { choicesWeight, codesLength, inText, onCard } from '../question/weighing.ts';

/** What may be chosen. Where several may be, an `exclusive` option, such as «none of these», is chosen alone. */
const ChoiceOption = Option.extend({ exclusive: z.boolean().optional() });

const schema = z.object({
  kind: z.literal('choice'),
  ...asked,
  multiple: z.boolean().default(false),
  options: z.array(ChoiceOption).max(mostOptions),
  /** Adds the option `other` with a text beside it. */
  other: z.boolean().default(false),
  /** How many options are to be chosen where several may be, `other` among them. */
  min: z.number().int().optional(),
  max: z.number().int().optional(),
});
type Choice = z.infer<typeof schema>;

function codesOf({ options, other }: Pick<Choice, 'options' | 'other'>): string[] {
  return [...options.map(({ code }) => code), ...(other ? ['other'] : [])];
}

function limitsHold({ options, other, multiple, min, max }: Choice): boolean {
  // One that excludes the others is never counted beside them.
  const together = options.filter(({ exclusive }) => !(multiple && exclusive)).length + (other ? 1 : 0);
  const all = Math.max(together, 1);
  if (!areDistinct(options) || (other && options.some(({ code }) => code === 'other'))) return false;
  if (!multiple) return min === undefined && max === undefined;
  return isRange(min ?? 1, max ?? all, all);
}

function read(question: Choice, typed: Typed): Read {
  const allowed = codesOf(question);
  const chosen = listed(typed(question.code));
  if (chosen.some((code) => !allowed.includes(code))) return { fault: 'notAnOption' };
  if (!question.multiple && chosen.length > 1) return { fault: 'notAnOption' };
  const other = question.other ? (kept(typed(otherKey(question.code)), longestOther) ?? '') : '';
  // Somebody who writes the text beside `other` has chosen it, whether or not they ticked it.
  const codes = other && (question.multiple || chosen.length === 0) ? [...chosen, 'other'] : chosen;
  if (codes.length === 0) return {};
  const value = question.multiple ? [...new Set(codes)] : (codes[0] ?? '');
  return { value, ...(codes.includes('other') ? { other } : {}) };
}

/** What is wrong with how many are chosen. */
function numberFault({ multiple, options, min = 0, max = Infinity }: Choice, answer: unknown) {
  if (!multiple || !Array.isArray(answer)) return undefined;
  if (options.some(({ code, exclusive }) => exclusive && answer.includes(code))) {
    return answer.length > 1 ? 'notWithOthers' : undefined;
  }
  if (answer.length < min) return 'tooFewChosen';
  return answer.length > max ? 'tooManyChosen' : undefined;
}

/** Answered by one of several options, or by several of them, with a text beside «other» where there is one. */
export const choice = {
  ...plain,
  schema,
  shape: 'bars',
  isOneOfList: ({ multiple }) => !multiple,
  hasOptions: ({ options }) => options.length >= 2,
  limitsHold,
  choices: codesOf,
  codes: (question) => codesOf(question).map((code) => ({ part: 'option', code })),
  textKeys: ({ code }) => [otherKey(code)],
  longestText: ({ other }) => (other ? longestOther : 0),
  longestAnswer: ({ options, other }) => codesLength(options) + (other ? inText(longestOther) : 0),
  weight: ({ options, other }) => choicesWeight(options) + (other ? 2 * onCard.input : 0),
  read,
  fault: (question, answer, answers) =>
    numberFault(question, answer) ?? lengthFault(answers[otherKey(question.code)], 0, longestOther),
  isComparable: (one, two) =>
    one.multiple === two.multiple && one.other === two.other && sameCodes(one.options, two.options),
  count: (question, { values, others }, fewest) => {
    const counts = countCodes(values, codesOf(question));
    if (!question.other || others.length < fewest) return { shape: 'bars', counts };
    return { shape: 'bars', counts, texts: others.filter(Boolean).sort() };
  },
  madeUp: (question, chance) => {
    const { options, multiple, other, max } = question;
    const codes = options.map(({ code }) => code);
    const alone = options.flatMap(({ code, exclusive }) => (exclusive ? code : []));
    const single = other && chance.percent(5) ? 'other' : chance.pick(codes);
    const withText = (value: string | string[], isOther: boolean) =>
      isOther ? { value, other: chance.words('other', true) } : { value };
    if (!multiple) return withText(single, single === 'other');
    if (alone.includes(single)) return { value: [single] };
    const shared = [...codes, ...(single === 'other' ? ['other'] : [])].filter((code) => !alone.includes(code));
    const more = chance.some(shared, chance.between(0, 3)).filter((code) => code !== single);
    const chosen = new Set([single, ...more.slice(0, (max ?? more.length + 1) - 1)]);
    // In the order of the form, as cards send them.
    return withText(
      shared.filter((code) => chosen.has(code)),
      chosen.has('other'),
    );
  },
} satisfies Kind<Choice>;
