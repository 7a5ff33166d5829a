import { z } from 'zod';
import { Anonymity, SurveyState } from '../../domain/survey/survey.ts';
import { Chart, theme } from './chart.ts';
import { Answered } from './member.ts';
import { type Operation, pageAnswer, pageQuery, search } from './operation.ts';

const summary = {
  id: z.string(),
  title: z.string(),
  group: z.string(),
  state: SurveyState,
  anonymity: Anonymity,
  closesAt: z.string(),
  closes: z.string().meta({ description: 'When it closes, or closed, in words with its zone.' }),
};

const SurveyDetails = z.object({
  ...summary,
  purpose: z.string(),
  opens: z.string().nullable(),
  template: z.string().nullable(),
  questions: z.array(
    z.object({
      code: z.string(),
      kind: z.enum(['section', 'text', 'choice', 'rating', 'matrix', 'number', 'date', 'yesNo']),
      label: z.string(),
      help: z.string().nullable(),
      required: z.boolean(),
      options: z.array(z.string()).meta({ description: 'What can be chosen; the rows of a matrix.' }),
    }),
  ),
  own: Answered.nullable().meta({ description: 'How far the visitor’s own answer is; null when it cannot be told.' }),
  progress: z
    .object({ submitted: z.number().int(), begun: z.number().int(), members: z.number().int() })
    .nullable()
    .meta({ description: 'Counts, for those who look after the survey.' }),
  offers: z.array(
    z.enum([
      'post',
      'discard',
      'close',
      'extend',
      'missing',
      'reword',
      'cancel',
      'remind',
      'reminders',
      'enter',
      'reopen',
      'archive',
      'results',
    ]),
  ),
});

const Results = z.object({
  title: z.string(),
  submitted: z.number().int(),
  reason: z.enum(['tooFew', 'untilClosed']).nullable().meta({ description: 'Why nothing more is told.' }),
  questions: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      answered: z.number().int(),
      suppressed: z.boolean().meta({ description: 'True when too few answered to tell more than how many.' }),
      median: z.number().nullable(),
      mean: z.number().nullable(),
      chart: Chart.nullable(),
      texts: z.array(z.string()),
    }),
  ),
});

/** Surveys, for those whom they ask and those who look after them. */
export const surveyOperations = {
  'GET /surveys': {
    summary: 'The surveys the visitor sees, the newest first.',
    query: z.object({ ...pageQuery, search, state: SurveyState.optional(), group: z.string().optional() }),
    answer: pageAnswer(z.object(summary)),
  },
  'GET /surveys/{surveyId}': { summary: 'One survey with its questions.', answer: SurveyDetails },
  'GET /surveys/{surveyId}/results': {
    summary: 'The results of a closed survey; small numbers are left out by the rules of its mode.',
    query: z.object({ theme }),
    answer: Results,
  },
  'POST /surveys/{surveyId}/post': { summary: 'Posts a draft to its group’s channel.', answer: SurveyDetails },
  'POST /surveys/{surveyId}/close': { summary: 'Closes a survey; an anonymous one for good.', answer: SurveyDetails },
  'DELETE /surveys/{surveyId}': { summary: 'Throws a draft away.', answer: null },
} as const satisfies Record<string, Operation>;
