import { z } from 'zod';
import { whyNotCompared } from '../../domain/survey/codes.ts';
import { Breakdown, ResultsFor, ResultsFrom } from '../../domain/survey/survey.ts';
import type { Operation } from './operation.ts';

/** Numbers in words, a row to each thing. */
export const WordTable = z.object({
  title: z.string(),
  headings: z
    .union([z.literal(1), z.literal(2)])
    .meta({ description: 'How many of the first columns name the thing: of a statement its class, too.' }),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
});

/** What goes with the results of a survey beside its questions. */
export const resultsExtras = {
  manages: z.boolean().meta({ description: 'True for those who look after the survey.' }),
  unreadTexts: z.boolean().meta({ description: 'True when there are texts that nobody has gone through.' }),
  lateHeld: z.boolean().meta({ description: 'True when answers after a reopening count only where there are five.' }),
  downloads: z
    .array(z.object({ format: z.enum(['csv', 'xlsx', 'json', 'answers']), url: z.string() }))
    .meta({ description: 'The same as files; each link works for an hour, for the visitor alone.' }),
};

const Rule = z.object({
  resultsFrom: ResultsFrom,
  resultsFor: ResultsFor,
  breakdowns: z.array(Breakdown),
});

const RuleView = Rule.extend({
  title: z.string(),
  seen: z.string().meta({ description: 'Stands for the survey as it is shown; also the ETag.' }),
  posted: z.boolean().meta({ description: 'From then on, results are only ever shown later and to fewer.' }),
  live: z.boolean().meta({ description: 'True when results may be shown while the survey is open.' }),
  mostBreakdowns: z.number().int(),
});

const Comparison = z.object({
  others: z.array(z.object({ id: z.string(), title: z.string(), closes: z.string() })),
  other: z.object({ id: z.string(), title: z.string() }).nullable(),
  questions: z.array(z.object({ code: z.string(), table: WordTable })),
  notCompared: z
    .array(z.object({ reason: z.enum(whyNotCompared), questions: z.array(z.string()) }))
    .meta({ description: 'Questions that were asked otherwise, answered by too few, or not asked in the other.' }),
});

const Texts = z.object({
  title: z.string(),
  seen: z.string().meta({ description: 'Stands for all texts as they are shown; also the ETag.' }),
  shared: z.string().nullable().meta({ description: 'When they were shared last, in words.' }),
  texts: z.array(
    z.object({
      key: z.string(),
      question: z.string(),
      read: z.string().meta({ description: 'What is read; empty when it is left out.' }),
      original: z.string().nullable().meta({ description: 'What was written, where the visitor may see it.' }),
      state: z.enum(['asWritten', 'edited', 'leftOut', 'changed']),
      isNew: z.boolean().meta({ description: 'True of one that is not shared.' }),
      seen: z.string().meta({ description: 'Stands for the text and what is read in its place, as they are shown.' }),
      mayRestore: z.boolean().meta({ description: 'Whether the visitor may have it read as it was written.' }),
    }),
  ),
});

const rule = 'GET /surveys/{surveyId}/results-rule';
const texts = 'GET /surveys/{surveyId}/texts';

/** Results of surveys: who sees them, what stands beside them, and what people wrote. */
export const surveyResultOperations = {
  [rule]: { summary: 'Who sees the results, and from when on.', answer: RuleView, versioned: true },
  'PUT /surveys/{surveyId}/results-rule': {
    summary: 'Decides who sees the results; of a posted survey only ever fewer, and later.',
    body: Rule.partial(),
    answer: RuleView,
    versioned: true,
    restsOn: rule,
  },
  'GET /surveys/{surveyId}/comparison': {
    summary: 'The results beside those of another survey that asks the same, by default the earlier round.',
    query: z.object({ other: z.string().max(100).optional() }),
    answer: Comparison,
  },
  [texts]: {
    summary: 'What people wrote, for those who look after the survey.',
    answer: Texts,
    versioned: true,
  },
  'PUT /surveys/{surveyId}/texts/{key}': {
    summary: 'Decides what is read in the place of a text: nothing when empty, what was written when null.',
    body: z.object({
      text: z.string().max(20_000).nullable(),
      seen: z.string().max(1000).meta({ description: 'What the text was shown with.' }),
    }),
    answer: Texts,
  },
  'POST /surveys/{surveyId}/texts/share': {
    summary: 'Lets everybody who sees the results read what people wrote, as far as it was seen.',
    answer: Texts,
    versioned: true,
    changes: texts,
  },
} as const satisfies Record<string, Operation>;
