import { z } from 'zod';
import { Id } from '../../cards/input.ts';
import { whyNotCompared } from '../../domain/survey/codes.ts';
import { Breakdown, ResultsFor, ResultsFrom } from '../../domain/survey/survey.ts';
import { few, type Operation, pageAnswer, pageQuery } from './operation.ts';

const inTable = 'the classes and options of one question';

/** Numbers in words, a row to each thing. */
export const WordTable = z.object({
  title: z.string(),
  headings: z
    .union([z.literal(1), z.literal(2)])
    .meta({ description: 'How many of the first columns name the thing: of a statement its class, too.' }),
  columns: few(z.string(), inTable),
  rows: few(few(z.string(), inTable), inTable),
});

/** What goes with the results of a survey beside its questions. */
export const resultsExtras = {
  manages: z.boolean().meta({ description: 'True for those who look after the survey.' }),
  hasTexts: z.boolean().meta({ description: 'True when there is anything that people wrote.' }),
  unreadTexts: z.boolean().meta({ description: 'True when there are texts that nobody has gone through.' }),
  lateHeld: z.boolean().meta({ description: 'True when answers after a reopening count only where there are five.' }),
  downloads: few(
    z.object({
      format: z.enum(['xlsx', 'csvExcel', 'csv', 'answersExcel', 'answers', 'codes', 'json']),
      url: z.string(),
    }),
    'one of each',
  ).meta({ description: 'The same as files; each link works for an hour, for the visitor alone.' }),
};

const Rule = z.object({
  resultsFrom: ResultsFrom,
  resultsFor: ResultsFor,
  breakdowns: few(Breakdown, 'those there are'),
});

const RuleView = Rule.extend({
  title: z.string(),
  seen: z.string().meta({ description: 'Stands for the survey as it is shown; also the ETag.' }),
  posted: z.boolean().meta({ description: 'From then on, results are only ever shown later and to fewer.' }),
  live: z.boolean().meta({ description: 'True when results may be shown while the survey is open.' }),
  mostBreakdowns: z.number().int(),
});

const Other = z.object({ id: z.string(), title: z.string(), closes: z.string() });

const Comparison = z.object({
  others: pageAnswer(Other).meta({ description: 'What it can be compared with; the rest by a reading of its own.' }),
  other: z.object({ id: z.string(), title: z.string() }).nullable(),
  questions: pageAnswer(z.object({ code: z.string(), table: WordTable })),
  notCompared: few(
    z.object({ reason: z.enum(whyNotCompared), questions: few(z.string(), 'the questions of one form') }),
    'one for each reason',
  ).meta({ description: 'Questions that were asked otherwise, answered by too few, or not asked in the other.' }),
});

const Text = z.object({
  key: z.string(),
  question: z.string(),
  place: z.number().int().meta({ description: 'Which of the texts in answer to its question it is, from 1.' }),
  count: z.number().int().meta({ description: 'How many texts there are in answer to it.' }),
  read: z.string().meta({ description: 'What is read; empty when it is left out.' }),
  original: z.string().nullable().meta({ description: 'What was written, where the visitor may see it.' }),
  state: z.enum(['asWritten', 'edited', 'leftOut', 'changed']),
  isNew: z.boolean().meta({ description: 'True of one that is not shared.' }),
  seen: z.string().meta({ description: 'Stands for the text and what is read in its place, as they are shown.' }),
  mayRestore: z.boolean().meta({ description: 'Whether the visitor may have it read as it was written.' }),
});

const Texts = z.object({
  title: z.string(),
  seen: z.string().meta({ description: 'Stands for all texts, on all pages; also the ETag.' }),
  shared: z.string().nullable().meta({ description: 'When they were shared last, in words.' }),
  texts: pageAnswer(Text),
});

const Decided = z.object({
  text: Text,
  before: z.string().meta({ description: 'What stood for all texts before; other than known, others changed, too.' }),
  seen: z.string().meta({ description: 'What stands for all of them now.' }),
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
    query: z.object({ ...pageQuery, other: Id.optional() }),
    answer: Comparison,
  },
  'GET /surveys/{surveyId}/comparison/others': {
    summary: 'The surveys that one can be compared with, the newest first.',
    query: z.object(pageQuery),
    answer: pageAnswer(Other),
  },
  [texts]: {
    summary: 'What people wrote, for those who look after the survey; by question.',
    query: z.object(pageQuery),
    answer: Texts,
    versioned: true,
  },
  'PUT /surveys/{surveyId}/texts/{key}': {
    summary: 'Decides what is read in the place of a text: nothing when empty, what was written when null.',
    body: z.object({
      text: z.string().max(20_000).nullable(),
      seen: z.string().max(1000).meta({ description: 'What the text was shown with.' }),
    }),
    answer: Decided,
  },
  'POST /surveys/{surveyId}/texts/share': {
    summary: 'Lets everybody who sees the results read what people wrote, as far as it was seen.',
    answer: Texts,
    versioned: true,
    changes: texts,
  },
} as const satisfies Record<string, Operation>;
