import { z } from 'zod';
import { askable, asked } from '../question/base.ts';
import { type Kind, plain } from '../question/kind.ts';
import { isRange, kept, lengthFault } from '../question/reading.ts';
import { inText } from '../question/weighing.ts';

const schema = z.object({
  kind: z.literal('text'),
  ...asked,
  multiline: z.boolean().default(true),
  /** In code points, as `maxLength`; an answer that need not be given may still be empty. */
  minLength: z.number().int().optional(),
  maxLength: z.number().int().default(1000),
});
type Text = z.infer<typeof schema>;

/** The longest answer that is still a line: such questions get one sentence of theirs. */
const line = 200;

/** Answered in one's own words. */
export const text = {
  ...plain,
  schema,
  shape: 'texts',
  limitsHold: ({ minLength, maxLength }) => isRange(minLength ?? 1, maxLength, askable.characters),
  textKeys: ({ code }) => [code],
  longestText: ({ maxLength }) => maxLength,
  longestAnswer: ({ maxLength }) => inText(maxLength),
  read: ({ code, maxLength }, typed) => ({ value: kept(typed(code), maxLength) }),
  fault: ({ minLength = 0, maxLength }, answer) => lengthFault(answer, minLength, maxLength),
  count: (_question, { values }) => ({ shape: 'texts', texts: values.map(String).filter(Boolean).sort() }),
  madeUp: ({ code, maxLength }, chance) => ({ value: chance.words(code, maxLength <= line) }),
} satisfies Kind<Text>;
