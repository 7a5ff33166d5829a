import { z } from 'zod';
import { DayInput, Id, TimeInput, typed } from '../../cards/input.ts';
import { longestReason, longestText, remindersInput, TextKey } from '../../cards/survey/verbs.ts';
import { questionKinds } from '../../domain/survey/kinds/kinds.ts';
import { NonAnswer } from '../../domain/survey/question/base.ts';
import { Retention } from '../../domain/survey/retention.ts';
import { Anonymity, KeepMonths, SentTo, SurveyState } from '../../domain/survey/survey.ts';
import { Chart, theme } from './chart.ts';
import { Answered } from './member.ts';
import { few, Named, type Operation, pageAnswer, pageQuery, search, TextLanguage } from './operation.ts';
import { resultsExtras, WordTable } from './survey-results.ts';

const summary = {
  id: z.string(),
  title: z.string(),
  titleLanguage: TextLanguage,
  group: z.string().meta({ description: 'The group whose leads look after it; empty for one of the coordinators’.' }),
  audience: z.string().meta({ description: 'Whom it asks, in words.' }),
  state: SurveyState,
  anonymity: Anonymity,
  closesAt: z.string(),
  closes: z.string().meta({ description: 'When it closes, or closed, in words with its zone.' }),
};

const mostNetworks = 100;

/** How many questions come at once when nothing is said: each has a picture, drawn when it is asked for. */
const resultsAtOnce = 20;

const oneForm = 'what one form asks, which is saved in one request';

/** When a survey reminds by itself; days and time local to the network's zone. */
const Reminders = z.object(remindersInput);

/** A local day and time in the network's zone. */
const Closing = z.object({ closesOn: DayInput, closesTime: TimeInput });

const Progress = z.object({
  turnout: z.string().meta({ description: 'How many have answered, in words.' }),
  submitted: z.number().int().nullable().meta({
    description: 'Null, like `begun`, where that somebody answered is secret: words alone tell how many have.',
  }),
  begun: z.number().int().nullable(),
  members: z.number().int().nullable().meta({
    description: 'How many were to answer; of a secret survey, how many were asked when it opened, if that is known.',
  }),
});

const SurveyDetails = z.object({
  ...summary,
  seen: z.string().meta({ description: 'Stands for what is shown that a step on the survey rests on; also the ETag.' }),
  purpose: z.string(),
  purposeLanguage: TextLanguage,
  opens: z.string().nullable(),
  reminded: z.string().nullable().meta({ description: 'When those who had not answered were reminded last.' }),
  reminders: z
    .string()
    .nullable()
    .meta({ description: 'When it reminds by itself, in words; null once it has ended.' }),
  standingReminders: Reminders.meta({ description: 'What asking for other reminders begins with.' }),
  remindersMoved: few(z.string(), 'those in the form').meta({
    description: 'Which of these times are no working hours, and when the reminder goes out instead, in words.',
  }),
  reopened: z.string().nullable().meta({ description: 'When it was opened again last.' }),
  cancelReason: z.string().nullable(),
  keep: Retention.meta({
    description: 'For how many months after its end its answers are kept, or by the records plan.',
  }),
  keepable: few(z.object({ months: KeepMonths, atOnce: z.boolean() }), 'the times there are').meta({
    description: 'The shorter times that it may be given once it is posted; with some, answers go at once.',
  }),
  keeping: z.string().meta({ description: 'The same in words, with the day on which they are deleted.' }),
  resultsSeen: z.string().meta({ description: 'Who sees the results, in words.' }),
  resultsShown: z.string().nullable().meta({
    description: 'From when on, in words; null for a cancelled survey, which has none.',
  }),
  answersDeleted: z.boolean().meta({ description: 'True when its answers are deleted.' }),
  unsettled: z.object({ waitsForKey: z.boolean() }).nullable().meta({
    description: 'Set while its results are not put down yet, as long as its key is away if they wait for it.',
  }),
  tooLong: z.string().nullable().meta({
    description:
      'What to shorten, when Teams took a message about it for too long; null otherwise, and for who may not write it.',
  }),
  keyMissing: z.boolean().meta({ description: 'True while nobody can answer, since its key is not in its place.' }),
  lostAnswers: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'How many answers were given up, since no key opened them; null for fewer than five.' }),
  channelsRefused: few(z.string(), 'no more than the groups it asks').meta({
    description: 'The names of those of its groups whose channels took no message of the bot.',
  }),
  channels: z
    .number()
    .int()
    .meta({ description: 'Of how many groups; none when its invitation goes to people’s own chats alone.' }),
  channelNames: z.string().meta({ description: 'The names of those groups in words, the first of many.' }),
  elsewhere: few(Named, 'the networks one person looks after').meta({
    description: 'Of a draft: the other networks for which the visitor may post the same.',
  }),
  suggested: Closing.meta({ description: 'What asking for another closing time begins with.' }),
  template: z.string().nullable(),
  questions: few(
    z.object({
      code: z.string(),
      kind: z.enum(['section', ...questionKinds]),
      label: z.string(),
      language: TextLanguage,
      help: z.string().nullable(),
      required: z.boolean(),
      options: few(z.string(), oneForm).meta({ description: 'What can be chosen; the rows of a matrix.' }),
    }),
    oneForm,
  ),
  own: Answered.nullable().meta({ description: 'How far the visitor’s own answer is; null when it cannot be told.' }),
  progress: Progress.nullable().meta({ description: 'How far it is, for those who look after the survey.' }),
  offers: few(
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
      'keeping',
      'results',
    ]),
    'what can be done',
  ),
});

const Missing = z.object({
  title: z.string(),
  anonymity: Anonymity,
  each: z.enum(['member', 'organisation']).meta({ description: 'Who gives one answer each, and is counted.' }),
  count: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'How many have not; null where that somebody answered is secret from the visitor.' }),
  turnout: z.string().nullable().meta({ description: 'How many have answered, in words, where there is no count.' }),
  missing: pageAnswer(Named.extend({ organisation: z.string().nullable() }))
    .nullable()
    .meta({ description: 'By organisation and name; null where that is secret from the visitor.' }),
});

const Texts = z.object({ fi: z.string(), sv: z.string(), en: z.string() });

const Wording = z.object({
  version: z.number().int(),
  title: z.string(),
  texts: few(
    z.object({
      code: z.string().meta({ description: 'Of a question; or what stands for another text.' }),
      part: z.enum(['title', 'purpose', 'section', 'question', 'option', 'row', 'step', 'low', 'high']),
      within: z.string().nullable().meta({ description: 'The code of the question of an option, a row or a scale.' }),
      shown: z.string().meta({ description: 'The text in the visitor’s language.' }),
      text: Texts,
      help: Texts,
    }),
    oneForm,
  ).meta({ description: 'In all languages, in the order of the form; empty where nothing is written.' }),
});

const details = 'GET /surveys/{surveyId}';
/** A step that decides about a survey rests on what was shown of it. */
const decided = { answer: SurveyDetails, versioned: true, restsOn: details } as const;

const wording = 'GET /surveys/{surveyId}/wording';
const inLanguages = z.object({ fi: typed(longestText), sv: typed(longestText), en: typed(longestText) });

const Results = z.object({
  title: z.string(),
  submitted: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'Null where too few answered for their number to be told.' }),
  reopened: z.string().nullable().meta({ description: 'When the survey was opened again, if it was.' }),
  deleted: z.string().nullable().meta({ description: 'When its answers were deleted, if they were, in words.' }),
  ...resultsExtras,
  reason: z.enum(['tooFew', 'untilClosed', 'unsettled']).nullable().meta({ description: 'Why nothing more is told.' }),
  questions: pageAnswer(
    z.object({
      code: z.string(),
      label: z.string(),
      answered: z.number().int(),
      suppressed: z.boolean().meta({ description: 'True when too few answered to tell more than how many.' }),
      unit: z.string().nullable().meta({ description: 'What numbers are counted in.' }),
      median: z.number().nullable(),
      mean: z.number().nullable(),
      remarks: few(z.string(), 'a sentence for each of a few things').meta({
        description: 'What has to be known to read the numbers.',
      }),
      nonAnswers: few(z.object({ code: NonAnswer, count: z.number().int() }), 'one of each').meta({
        description: 'What was said instead of an answer, and how often; never among `answered`.',
      }),
      byClass: few(WordTable, 'one for each breakdown').meta({
        description: 'The same by class, where that may be told.',
      }),
      chart: Chart.nullable(),
      picture: z
        .string()
        .nullable()
        .meta({ description: 'The chart as PNG for documents; the link works for an hour, for the visitor alone.' }),
      texts: pageAnswer(z.string()).meta({ description: 'What people wrote; the rest by a reading of its own.' }),
    }),
  ).meta({ description: 'In the order of the form.' }),
});

/** Surveys, for those whom they ask and those who look after them. */
export const surveyOperations = {
  'GET /surveys': {
    summary: 'The surveys the visitor sees, the newest first.',
    query: z.object({ ...pageQuery, search, state: SurveyState.optional(), group: z.string().optional() }),
    answer: pageAnswer(z.object(summary)),
  },
  [details]: { summary: 'One survey with its questions.', answer: SurveyDetails, versioned: true },
  'GET /surveys/{surveyId}/results': {
    summary: 'The results of a closed survey; small numbers are left out by the rules of its mode.',
    query: z.object({ ...pageQuery, limit: pageQuery.limit.default(resultsAtOnce), theme }),
    answer: Results,
  },
  'GET /surveys/{surveyId}/results/texts': {
    summary: 'What people wrote in answer to one question of a closed survey, as it is to be read.',
    query: z.object({ ...pageQuery, question: z.string().max(400).default('').meta({ description: 'Its code.' }) }),
    answer: pageAnswer(z.string()),
  },
  'GET /surveys/{surveyId}/missing': {
    summary: 'Who has not answered an open survey, or how far it is.',
    query: z.object(pageQuery),
    answer: Missing,
  },
  [wording]: { summary: 'What a survey says, to be reworded.', answer: Wording, versioned: true },
  'PUT /surveys/{surveyId}/wording': {
    summary: 'Changes one text of a posted survey; its meaning stays.',
    // Not in the address, whose parts are shorter than two codes may be.
    body: inLanguages.extend({ code: TextKey, help: inLanguages.prefault({}) }),
    answer: Wording,
    versioned: true,
    changes: wording,
  },
  'POST /surveys/{surveyId}/post': {
    summary: 'Posts a draft; one for types of organisations or chosen people to their own chats alone.',
    body: z.object({
      sentTo: SentTo.default('channel'),
      alsoIn: z
        .array(Id)
        .max(mostNetworks)
        .default([])
        .meta({ description: 'Other networks that get the same survey as one of their own.' }),
    }),
    answer: SurveyDetails,
    versioned: true,
    changes: details,
  },
  'PUT /surveys/{surveyId}/closing': {
    summary: 'Moves the closing of a scheduled or open survey.',
    body: Closing,
    answer: SurveyDetails,
  },
  'PUT /surveys/{surveyId}/reminders': {
    summary: 'Chooses when a survey that has not ended reminds by itself.',
    body: Reminders,
    answer: SurveyDetails,
  },
  'PUT /surveys/{surveyId}/keeping': {
    summary: 'Decides for how long answers are kept; of a posted survey only ever for a shorter time.',
    body: z.object({ keep: Retention }),
    ...decided,
  },
  'POST /surveys/{surveyId}/remind': {
    summary: 'Reminds those who have not answered, in their own chats.',
    answer: SurveyDetails,
  },
  'POST /surveys/{surveyId}/close': { summary: 'Closes a survey; an anonymous one for good.', ...decided },
  'POST /surveys/{surveyId}/cancel': {
    summary: 'Cancels a survey for good, for a reason that those it asks will read.',
    body: z.object({ reason: typed(longestReason) }),
    ...decided,
  },
  'POST /surveys/{surveyId}/reopen': {
    summary: 'Opens a closed survey again; its results say so.',
    body: Closing,
    ...decided,
  },
  'POST /surveys/{surveyId}/archive': { summary: 'Puts a closed survey aside.', ...decided },
  'DELETE /surveys/{surveyId}': { summary: 'Throws a draft away.', answer: null, changes: details },
} as const satisfies Record<string, Operation>;
