import { z } from 'zod';
import { Id } from '../../cards/input.ts';
import { Anonymity } from '../../domain/survey/survey.ts';
import { FormQuestion } from '../../words/survey/kinds/kinds.ts';
import { Answered } from './member.ts';
import { few, Named, type Operation, pageAnswer, pageQuery, search } from './operation.ts';

const oneForm = 'what one form asks, which is saved in one request';

const AnswerForm = z.object({
  surveyId: z.string(),
  title: z.string(),
  purpose: z.string(),
  asker: z.string().meta({ description: 'Who asks: the group and the network.' }),
  audience: z.string().nullable().meta({ description: 'Whom it asks, where that is not its group alone.' }),
  anonymity: Anonymity,
  seen: z.string().meta({ description: 'Who sees the results, in words.' }),
  shown: z.string().meta({ description: 'From when on the results are shown, in words.' }),
  keeping: z.string().meta({ description: 'For how long answers are kept, in words.' }),
  closes: z.string(),
  respondent: z.enum(['person', 'organisation']).meta({ description: 'Whose answer it is.' }),
  enteredFor: Named.nullable().meta({ description: 'The organisation without Teams that it is filled in for.' }),
  own: Answered.meta({ description: 'How far the answer is; a submitted one holds until a change is submitted.' }),
  saved: z.string().nullable().meta({ description: 'When it was saved last.' }),
  unreadable: z.boolean().meta({ description: 'True when what was saved earlier cannot be read any more.' }),
  stage: z
    .enum(['page', 'review', 'stored', 'left'])
    .meta({ description: 'What comes next: a page, all answers before they are sent, or nothing.' }),
  page: z.number().int().meta({ description: 'The page shown, by its number in `pages`.' }),
  isOnly: z.boolean().meta({ description: 'True when there never is another page: this one is submitted at once.' }),
  pages: few(
    z.object({
      page: z.number().int(),
      heading: z.string().nullable(),
      help: z.string().nullable(),
      questions: few(FormQuestion, oneForm),
    }),
    oneForm,
  ).meta({ description: 'Those that ask something, as far as the answers say. A page keeps its number.' }),
  typed: z.record(z.string(), z.string()).meta({ description: 'What is answered, by input.' }),
  fields: z.record(z.string(), z.string()).meta({ description: 'What is wrong on the page, as a code by question.' }),
});

const OwnAnswer = z.object({
  lacking: z.string().nullable().meta({ description: 'Why there is none to be shown, in words.' }),
  pages: few(
    z.object({
      page: z.number().int(),
      heading: z.string().nullable(),
      questions: few(z.object({ code: z.string(), label: z.string(), answer: z.string() }), oneForm),
    }),
    oneForm,
  ),
});

const contact = 'GET /surveys/{surveyId}/contact-point';
const Contact = z.object({
  contact: z
    .object({ organisation: z.string(), given: z.string(), kept: z.string().nullable() })
    .nullable()
    .meta({ description: 'What may go into the row of the visitor’s organisation; null when nothing may.' }),
  seen: z.string().meta({ description: 'Stands for it as it is shown; also the ETag.' }),
});

/** For whom the form is filled in by somebody who looks after the survey; default the visitor's own answer. */
const organisation = Id.optional().meta({ description: 'An organisation without Teams, to answer in its place.' });

const Entries = z.object({
  title: z.string(),
  organisations: pageAnswer(z.object({ id: z.string(), name: z.string(), answered: Answered })),
});

/** Answering a survey, for oneself or in the place of an organisation without Teams. */
export const surveyAnswerOperations = {
  'GET /surveys/{surveyId}/answer': {
    summary: 'The form of an open survey with what the visitor has saved, as inputs hold it.',
    query: z.object({ organisation, page: z.literal('review').or(z.coerce.number().int().min(0).max(200)).optional() }),
    answer: AnswerForm,
  },
  'PUT /surveys/{surveyId}/answer': {
    summary: 'Saves one page of the form, right or wrong, and goes on; faults hold up going on, and are told.',
    query: z.object({ organisation }),
    body: z.object({
      page: z.number().int().min(0).max(200),
      to: z.enum(['next', 'back', 'submit', 'leave']),
      typed: z.record(z.string().max(400), z.string().max(20_000)),
    }),
    answer: AnswerForm,
  },
  'POST /surveys/{surveyId}/answer/submit': {
    summary: 'Submits what was saved of the form; what is wrong with it leads back to its page.',
    query: z.object({ organisation }),
    answer: AnswerForm,
  },
  'GET /surveys/{surveyId}/answer/own': {
    summary:
      'What the visitor, or their organisation, answered to a survey that is closed; of an anonymous one nothing.',
    answer: OwnAnswer,
  },
  [contact]: {
    summary: 'The contact point that the visitor’s organisation gave in its answer, beside the one in its row.',
    answer: Contact,
    versioned: true,
  },
  'POST /surveys/{surveyId}/contact-point': {
    summary: 'Puts that contact point into the organisation’s row.',
    answer: Contact,
    versioned: true,
    changes: contact,
  },
  'GET /surveys/{surveyId}/entries': {
    summary: 'The organisations without Teams, in whose place those who look after the survey may answer.',
    query: z.object({ ...pageQuery, search }),
    answer: Entries,
  },
} as const satisfies Record<string, Operation>;
