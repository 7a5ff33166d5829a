import { z } from 'zod';
import { DayInput, Id, NewId, TimeInput } from '../../cards/input.ts';
import { organisationTypes } from '../../domain/network/network.ts';
import { SurveyContent } from '../../domain/survey/content.ts';
import { longestFile, SurveyFile } from '../../domain/survey/format.ts';
import { Retention } from '../../domain/survey/retention.ts';
import { Breakdown, mostChosen, ResultsFor, ResultsFrom, SurveyState } from '../../domain/survey/survey.ts';
import { languages } from '../../domain/text.ts';
import { few, Named, type Operation, pageAnswer, pageQuery, perTeam, search } from './operation.ts';

/** The most bytes of a request that holds a whole survey in three languages. */
const largestBody = 2 * 1024 * 1024;

const oneForm = 'what one form asks, which is saved in one request';

const several = z.array(Id).max(mostChosen);

/** Whom a survey asks; while it is being chosen, maybe nobody yet, which cannot be saved. */
const AudienceInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('groups'), groupIds: several }),
  z.object({ kind: z.literal('network') }),
  z.object({ kind: z.literal('organisationTypes'), types: z.array(z.enum(organisationTypes)).max(mostChosen) }),
  z.object({ kind: z.literal('members'), memberIds: several }),
]);

const respondent = z.enum(['person', 'organisation']).default('person');

const PersonToAsk = Named.extend({ organisation: z.string().nullable() });

/** Whom the visitor may ask. */
const askable = {
  groups: few(Named, perTeam).meta({ description: 'The groups that the visitor may send surveys to.' }),
  anybody: z.boolean().meta({ description: 'Whether the visitor may ask anybody in the network.' }),
};

const keep = Retention.meta({
  description: 'For how many months after its end answers are kept, or by the records plan; when missing, as before.',
});

/** What is edited of a draft; days and times are local in the network's zone. */
const Edited = SurveyContent.extend({
  audience: AudienceInput,
  respondent,
  resultsFrom: ResultsFrom,
  resultsFor: ResultsFor,
  breakdowns: z.array(Breakdown).max(Breakdown.options.length),
  earlierRound: Id.or(z.literal('')).meta({ description: 'The id of the round to compare with; empty for none.' }),
  keep: keep.optional(),
  opensOn: DayInput.meta({ description: 'Empty: as soon as it is posted.' }),
  opensTime: TimeInput,
  closesOn: DayInput,
  closesTime: TimeInput,
});

const Fault = z.object({
  at: z.enum(['title', 'purpose', 'questions', 'closes', 'question']),
  code: z.string().optional().meta({ description: 'The code of the question, as it was sent.' }),
  fault: z.enum([
    'textMissing',
    'nothingAsked',
    'inPast',
    'tooMany',
    'codeTwice',
    'optionsMissing',
    'optionTextMissing',
    'limits',
    'condition',
    'pageTooLarge',
  ]),
});

const Check = z.object({
  faults: few(Fault, oneForm).meta({ description: 'What keeps it from being posted; not from being saved.' }),
  missing: few(
    z.object({
      code: z.string().optional().meta({ description: 'The question; none for a text of the survey itself.' }),
      part: z.enum(['title', 'purpose', 'label', 'help', 'unit', 'low', 'high', 'option', 'row', 'scale']),
      item: z.string().optional(),
      languages: few(z.enum(languages), 'three'),
    }),
    oneForm,
  ).meta({ description: 'Translations that are missing.' }),
  alike: few(
    z.object({ code: z.string(), part: z.enum(['label', 'option', 'row', 'scale']), text: z.string() }),
    oneForm,
  ).meta({ description: 'What says the same twice to a reader; keeps nothing from being posted.' }),
  codes: few(z.object({ code: z.string(), standing: z.enum(['same', 'changed', 'new']) }), oneForm).meta({
    description: 'Of each question: its lasting code, and whether it compares with what was asked before.',
  }),
});

const Round = Named.extend({ closes: z.string() });

const Draft = Edited.extend({
  keep,
  id: z.string(),
  version: z.number().int(),
  ...askable,
  template: z.string().nullable().meta({ description: 'The title of the built-in survey it was made from.' }),
  round: Round.nullable().meta({ description: 'What it is compared with.' }),
  rounds: pageAnswer(Round).meta({
    description: 'What it can be compared with, the newest first; the rest by a reading of its own.',
  }),
  zone: z.string(),
  check: Check,
});

const Earlier = z.object({
  id: z.string(),
  title: z.string(),
  state: SurveyState,
  closes: z.string(),
  questions: z.number().int(),
});

const from = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('empty') }),
  z.object({ kind: z.literal('template'), template: Id }),
  z.object({ kind: z.literal('earlier'), surveyId: Id }),
  z.object({ kind: z.literal('file'), text: z.string().max(longestFile) }),
]);

/** Making and editing surveys, for leads and coordinators. */
export const surveyDraftOperations = {
  'GET /survey-sources': {
    summary: 'What a new survey can be made from, and for whom.',
    answer: z.object({
      ...askable,
      templates: few(
        z.object({ code: z.string(), title: z.string(), purpose: z.string(), questions: z.number().int() }),
        'those that ship with the bot',
      ),
      earlier: pageAnswer(Earlier).meta({ description: 'The newest first; the rest by a reading of its own.' }),
    }),
  },
  'GET /survey-sources/earlier': {
    summary: 'The surveys that a new one can be made from, the newest first.',
    query: z.object({ ...pageQuery, search }),
    answer: pageAnswer(Earlier),
  },
  'POST /surveys': {
    summary:
      'Makes a draft from a built-in survey, an earlier one, a file, or from empty, under an id of the sender’s.',
    body: z.object({ surveyId: NewId, audience: AudienceInput, from }),
    largestBody,
    answer: z.object({ id: z.string() }),
  },
  'GET /survey-people': {
    summary: 'The people by name whom the visitor may ask, of one group or of all.',
    query: z.object({ ...pageQuery, search, group: Id.optional() }),
    answer: pageAnswer(PersonToAsk),
  },
  'POST /survey-audience': {
    summary: 'What asking somebody comes to. Nothing is stored.',
    body: z.object({ audience: AudienceInput, respondent }),
    answer: z.object({
      count: z.number().int().meta({ description: 'How many answers are awaited.' }),
      needed: z.number().int().meta({ description: 'How many answers it takes to tell results, unless with names.' }),
      channels: z.boolean().meta({ description: 'False when the invitation goes to people’s own chats alone.' }),
      people: few(PersonToAsk, `no more than may be chosen, which is ${mostChosen}`).meta({
        description: 'Those chosen one by one.',
      }),
    }),
  },
  'GET /surveys/{surveyId}/draft': {
    summary: 'A draft with all its texts in three languages, and what is still missing from it.',
    answer: Draft,
    versioned: true,
  },
  'GET /surveys/{surveyId}/rounds': {
    summary: 'The surveys that a draft can be compared with, the newest first.',
    query: z.object({ ...pageQuery, search }),
    answer: pageAnswer(Round),
  },
  'PUT /surveys/{surveyId}/draft': {
    summary: 'Keeps a draft as it is now, complete or not.',
    body: Edited,
    largestBody,
    answer: Draft,
    versioned: true,
    changes: 'GET /surveys/{surveyId}/draft',
  },
  'POST /surveys/{surveyId}/draft/preview': {
    summary: 'A card of an unsaved draft as a member sees it, and what is missing from it. Nothing is stored.',
    body: z.object({
      draft: Edited,
      page: z
        .number()
        .int()
        .min(0)
        .max(1000)
        .optional()
        .meta({ description: '0 is the invitation; default by `code`.' }),
      code: Id.optional().meta({ description: 'The question whose page is wanted.' }),
    }),
    largestBody,
    answer: z.object({
      page: z.number().int(),
      pages: z.number().int().meta({ description: 'With the invitation.' }),
      conditional: z.boolean().meta({ description: 'True when some of the page is not asked of everybody.' }),
      card: z.record(z.string(), z.unknown()),
      check: Check,
    }),
  },
  'GET /surveys/{surveyId}/file': {
    summary: 'A survey as a file, in the format of `/api/v1/survey.schema.json`.',
    answer: SurveyFile,
  },
} as const satisfies Record<string, Operation>;
