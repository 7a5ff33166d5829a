import { z } from 'zod';

/**
 * A stable code of a question or an option: what regions and rounds are compared by. Answers stand under such codes, so
 * none is a word that every object has, such as `constructor`. The pattern can match in one way only: a file may hold
 * anything, and is read in one go.
 */
export const Code = z
  .string()
  .max(100)
  .regex(/^[a-z][a-zA-Z0-9]*(?:-[a-zA-Z0-9-]+)?(?:[.:][a-zA-Z0-9-]+)*$/)
  .refine((code) => !isInEveryObject(code));

/** Whether a word is found in an object that holds nothing. */
export function isInEveryObject(word: string): boolean {
  return word in Object.prototype;
}

/** The most characters of a text of a survey in one language. */
export const longestText = 500;

const words = z.string().min(1).max(longestText);

/** A text of a survey in up to three languages, side by side; while a draft is being made, none need be written. */
export const SurveyText = z.object({ fi: words, sv: words, en: words }).partial();

/** What may be said instead of an answer, where the question allows it; it counts as answering a required one. */
export const NonAnswer = z.enum(['dontKnow', 'notApplicable']);
export type NonAnswer = z.infer<typeof NonAnswer>;

/** What is chosen in a question: an option's code, a grade, or a reason not to answer, `-dontKnow`. */
const Choosable = z.string().regex(/^-?[a-zA-Z0-9][a-zA-Z0-9.:-]*$/);

/** What every question has that asks something, whatever its kind. */
export const asked = {
  code: Code,
  label: SurveyText,
  help: SurveyText.optional(),
  required: z.boolean().default(false),
  /** What may be said instead of an answer, in a matrix row by row; without it, nothing. */
  nonAnswers: z.array(NonAnswer).optional(),
  /** Asked only if the answer to an earlier question is, or has among it, one of these codes. */
  showIf: z.object({ code: Code, values: z.array(Choosable).min(1) }).optional(),
};

/** A question of any kind, as far as all of them are alike. */
export type QuestionBase = z.infer<z.ZodObject<typeof asked>> & { readonly kind: string };

/** Opens a new page with a heading, and asks nothing. */
export const Section = z.object({
  kind: z.literal('section'),
  code: Code,
  label: SurveyText,
  help: SurveyText.optional(),
});

/** Something with a code of its own within a question: an option, a row, or a step of a scale. */
export const Option = z.object({ code: Code, label: SurveyText });
export type Option = z.infer<typeof Option>;

/** The most options, rows or steps of a question while it is made; `questionFaults` says how many may be asked. */
export const mostOptions = 200;

/** How many options, rows or steps a question may have when it is asked, and how long an answer in words may be. */
export const askable = { options: 60, characters: 5000 } as const;

/** Whether a question has no more options than may be asked, each with a code of its own. */
export function areDistinct(options: readonly { code: string }[]): boolean {
  return options.length <= askable.options && new Set(options.map(({ code }) => code)).size === options.length;
}

/** Whether two lists hold the same codes, in whatever order. */
export function sameCodes(one: readonly { code: string }[], other: readonly { code: string }[]): boolean {
  const sorted = (items: readonly { code: string }[]) => [...items].sort((a, b) => (a.code < b.code ? -1 : 1));
  return inOrder(sorted(one)) === inOrder(sorted(other));
}

/** The codes of a list in its order, to be compared. */
export function inOrder(items: readonly { code: string }[]): string {
  return items.map(({ code }) => code).join(' ');
}
