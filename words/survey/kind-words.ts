import { z } from 'zod';
import { type Answers, type AnswerValue, noneCode } from '../../domain/survey/question/answer.ts';
import { mostOptions, type QuestionBase } from '../../domain/survey/question/base.ts';
import type { LocalizedText } from '../../domain/text.ts';
import type { LabelReader, WordsReader } from '../reader.ts';

/** Something to choose, by what its input then holds. */
export const FormOption = z.object({ value: z.string(), label: z.string() });
/** What can be chosen in one question, with what may be said instead. */
export const FormOptions = z.array(FormOption).max(mostOptions + 10);
/** Parts of a question that have an input each. */
export const FormRows = z.array(z.object({ key: z.string(), label: z.string() })).max(mostOptions);

/** What every question of a form has, in the reader's words. */
export const inForm = {
  code: z.string(),
  label: z.string(),
  help: z.string().nullable(),
  required: z.boolean(),
  limits: z.string().nullable().meta({ description: 'What an answer may be, in words.' }),
  fault: z.string().nullable().meta({ description: 'What is wrong with the answer, in words.' }),
  answer: z.string().meta({ description: 'What is answered, in words; empty when nothing is.' }),
  instead: z
    .object({ key: z.string(), options: FormOptions })
    .nullable()
    .meta({ description: 'What may be said instead, where it does not stand among the options.' }),
};
type InForm = z.infer<z.ZodObject<typeof inForm>>;

/**
 * What a code is called: in words of ours, in words that somebody wrote, or in both, as a grade is called by its number
 * and by what its end is called.
 */
export interface CodeLabel {
  readonly ours?: string;
  readonly written?: LocalizedText;
}

/** A kind of question in words: the same on cards, on the page and in files. */
export interface KindWords<Q extends QuestionBase, F> {
  /** What the page's form is told of a question of this kind. */
  readonly form: z.ZodType<F>;
  /** Whether what is answered says by itself what it means: its codes need no words beside them. */
  readonly speaks: boolean;
  formOf(reader: WordsReader, question: Q, asked: InForm): F;
  /** The limits of an answer; empty when there are none. */
  limits(reader: WordsReader, question: Q): string;
  /** Whether the limits are told beside the input. */
  isWorthSaying(question: Q): boolean;
  /** What an option, a step, a grade, a bracket or a day is called. */
  label(reader: LabelReader, question: Q, code: string): CodeLabel;
  answer(reader: WordsReader, question: Q, value: AnswerValue, answers: Answers): string;
}

/** What holds of a kind without limits, whose answers are told as they stand. */
export const usual = {
  speaks: false,
  limits: () => '',
  isWorthSaying: () => true,
  answer: (_reader: unknown, _question: unknown, value: AnswerValue) =>
    typeof value === 'object' ? '' : String(value),
};

/** What is chosen from, as a form is told it. */
export function formOptions(
  reader: WordsReader,
  options: readonly { readonly code: string; readonly label: LocalizedText }[],
): z.infer<typeof FormOptions> {
  return options.map(({ code, label }) => ({ value: code, label: reader.pick(label) }));
}

/** What may be said instead of an answer, as options of the question's own list. */
export function insteadOptions(reader: WordsReader, { nonAnswers = [] }: QuestionBase): z.infer<typeof FormOptions> {
  return nonAnswers.map((none) => ({ value: noneCode(none), label: reader.t(`survey:nonAnswer.${none}`) }));
}

/** What something with a code of its own is called; by its code when it is not known. */
export function partText(
  reader: WordsReader,
  parts: readonly { readonly code: string; readonly label: LocalizedText }[],
  code: string,
): string {
  const part = parts.find((candidate) => candidate.code === code);
  return part ? reader.pick(part.label) : code;
}

type Ends = { readonly min?: number | string | undefined; readonly max?: number | string | undefined };

/** Between what an answer lies, with the keys for both limits, for the lower one and for the upper one. */
export function between(
  { t, language }: WordsReader,
  ends: Ends,
  [both, least, most]: readonly [string, string, string],
): string {
  const [min, max] = [ends.min, ends.max].map((end) =>
    typeof end === 'number' ? new Intl.NumberFormat(language, { useGrouping: true }).format(end) : end,
  );
  if (min !== undefined && max !== undefined) return t(`survey:limits.${both}`, { min, max });
  if (min !== undefined) return t(`survey:limits.${least}`, { min });
  return max === undefined ? '' : t(`survey:limits.${most}`, { max });
}
