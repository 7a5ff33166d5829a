import { z } from 'zod';
import { Id } from '../../cards/input.ts';
import { replies } from '../../domain/meeting/meeting.ts';
import { memberRoles } from '../../domain/network/network.ts';
import { practiceKinds, practiceStates } from '../../domain/practice/practice.ts';
import { Language, languages } from '../../domain/text.ts';
import { few, type Operation, pageAnswer, pageQuery } from './operation.ts';

export const MyNetwork = z.object({
  id: z.string(),
  teamId: z.string().meta({ description: 'The Teams team the network lives in.' }),
  name: z.string(),
  member: z.string().meta({ description: 'The visitor’s own name in the network.' }),
  roles: few(z.enum(['member', 'lead', ...memberRoles]), 'one of each role'),
  seesStatus: z.boolean(),
  seesDeliveries: z.boolean(),
  writesPractices: z.boolean().meta({ description: 'Whether there is a group that the visitor may write in.' }),
  manages: z.boolean().meta({ description: 'Whether the visitor looks after members, roles and organisations.' }),
});

const Me = z.object({
  language: Language.nullable().meta({ description: 'Chosen in the chat or on the page; null when neither.' }),
  reminders: z.boolean().meta({ description: 'Whether the bot reminds the visitor in their own chat.' }),
  digest: z.boolean().meta({ description: 'Whether the bot tells them once a week what waits for them.' }),
  chat: z.string().nullable().meta({ description: 'Where the chat with the bot opens; null in local mode.' }),
  network: z.string().nullable().meta({ description: 'The network the visitor is in at present; null when in none.' }),
  networks: few(MyNetwork, 'the networks one person is in').meta({ description: 'The newest first.' }),
});

export const Answered = z.enum(['no', 'begun', 'yes']);

const MySurvey = z.object({
  id: z.string(),
  title: z.string(),
  group: z.string().meta({ description: 'Whom it asks, in words.' }),
  closesAt: z.string(),
  closes: z.string().meta({ description: 'The closing time in words, with its zone.' }),
  answered: Answered,
});

const MyMeeting = z.object({
  id: z.string(),
  title: z.string(),
  group: z.string(),
  startsAt: z.string(),
  when: z.string(),
  place: z.string(),
  own: z.enum(replies).nullable(),
});

const MyValidation = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(practiceKinds),
  group: z.string(),
  by: z.string().nullable().meta({ description: 'Until when, or since when that is past, in words.' }),
});

const MyDraft = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(practiceKinds),
  state: z.enum(practiceStates),
});

/** The beginning of each list; the rest by a reading of its own. */
const Mine = z.object({
  surveys: pageAnswer(MySurvey).meta({
    description: 'Open surveys that ask the visitor: those not answered first, and of these the next to close.',
  }),
  meetings: pageAnswer(MyMeeting).meta({ description: 'Those ahead: first what the visitor has not replied to.' }),
  validations: pageAnswer(MyValidation).meta({
    description: 'Practices that the visitor’s organisation has yet to validate, by their last day.',
  }),
  drafts: pageAnswer(MyDraft).meta({ description: 'What the visitor has begun to write and not proposed.' }),
});

/** What a person asks about themselves. */
export const memberOperations = {
  'POST /session': { summary: 'Signs this browser in; in local mode only.', answer: null, open: true },
  'GET /me': { summary: 'Who the visitor is, and their networks.', answer: Me },
  'PUT /me/language': {
    summary: 'Chooses the language the bot and the page speak with the visitor.',
    body: z.object({ language: z.enum(languages) }),
    answer: null,
  },
  'PUT /me/reminders': {
    summary: 'Chooses whether the bot reminds the visitor in their own chat.',
    body: z.object({ wanted: z.boolean() }),
    answer: null,
  },
  'PUT /me/digest': {
    summary: 'Chooses whether the bot tells the visitor once a week what waits for them.',
    body: z.object({ wanted: z.boolean() }),
    answer: null,
  },
  'PUT /me/network': {
    summary: 'Chooses which of the visitor’s networks the page and their own chat with the bot are about.',
    body: z.object({ networkId: Id }),
    answer: null,
  },
  'GET /me/calendar': {
    summary: 'The schedule of a network for a calendar that reads it again and again.',
    answer: z.object({ url: z.string().meta({ description: 'The visitor’s own address; it needs no sign-in.' }) }),
  },
  'DELETE /me/calendar': {
    summary: 'Ends the visitor’s calendar addresses in a network: the next ones are others.',
    answer: null,
  },
  'GET /me/data': {
    summary: 'Everything that is kept about the visitor and can be told to be theirs.',
    answer: z.object({ savedAt: z.string(), data: z.record(z.string(), z.unknown()) }),
  },
  'GET /mine': { summary: 'What waits for the visitor in one network: the beginning of each list.', answer: Mine },
  'GET /mine/surveys': {
    summary: 'The open surveys that ask the visitor; the next to close first.',
    query: z.object(pageQuery),
    answer: pageAnswer(MySurvey),
  },
  'GET /mine/meetings': {
    summary: 'The meetings ahead that ask the visitor.',
    query: z.object(pageQuery),
    answer: pageAnswer(MyMeeting),
  },
  'GET /mine/validations': {
    summary: 'The practices that the visitor’s organisation has yet to validate.',
    query: z.object(pageQuery),
    answer: pageAnswer(MyValidation),
  },
  'GET /mine/drafts': {
    summary: 'What the visitor has begun to write and not proposed.',
    query: z.object(pageQuery),
    answer: pageAnswer(MyDraft),
  },
} as const satisfies Record<string, Operation>;
