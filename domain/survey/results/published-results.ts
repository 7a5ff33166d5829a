import { z } from 'zod';
import { recordShape } from '../../record.ts';
import { collection } from '../../store.ts';
import { questionKinds } from '../kinds/kinds.ts';
import { Breakdown } from '../survey.ts';
import type { QuestionResult } from './figures.ts';

const count = z.number().int().nonnegative();
const counts = z.array(z.object({ code: z.string(), count, mean: z.number().optional() }));
const rows = z.array(
  z.object({ code: z.string(), answered: count, suppressed: z.boolean(), counts, nonAnswers: counts.optional() }),
);
const numbers = {
  code: z.string(),
  answered: count,
  counts: counts.optional(),
  rows: rows.optional(),
  median: z.number().optional(),
  mean: z.number().optional(),
};

/** What was published of the answers to one question, but for what people wrote. */
const QuestionFigures = z.object({
  ...numbers,
  kind: z.enum(questionKinds),
  suppressed: z.boolean(),
  spans: counts.optional(),
  nonAnswers: counts.optional(),
  byClass: z.array(z.object({ breakdown: Breakdown, classes: z.array(z.object(numbers)) })).optional(),
});
type QuestionFigures = z.infer<typeof QuestionFigures>;

/**
 * What stays of a survey's answers after their time: the numbers that could be published of them. A collection of its
 * own, under the survey's id: surveys are read whenever anything lists them, and these numbers, which with tables by
 * class are many, only when somebody looks at results.
 */
export const PublishedResults = z.object({
  ...recordShape,
  networkId: z.string(),
  /** Both are missing when too few had answered for anything to be told. */
  submitted: count.optional(),
  questions: z.array(QuestionFigures).optional(),
});
export type PublishedResults = z.infer<typeof PublishedResults>;
export const publishedResults = collection('publishedResults', PublishedResults, { indexes: ['networkId'] });

/** The numbers of a question's results. */
export function figuresOnly(result: QuestionResult): QuestionFigures {
  return QuestionFigures.parse(result);
}
