import { z } from 'zod';
import { practiceStates } from '../../domain/practice/practice.ts';
import { Chart, theme } from './chart.ts';
import { type Operation, pageAnswer, pageQuery } from './operation.ts';

/** Whose turn something is, in the order in which it is told. */
export const whoWaits = ['members', 'author', 'lead', 'coordinator'] as const;

const count = z.number().int();
const Counts = z.object(Object.fromEntries(practiceStates.map((state) => [state, count])) as Record<State, z.ZodInt>);
type State = (typeof practiceStates)[number];

const Survey = z.object({
  id: z.string(),
  title: z.string(),
  closes: z.string(),
  turnout: z.string().meta({ description: 'How many have answered, in words.' }),
  submitted: count.nullable().meta({ description: 'Null, like `members`, where that somebody answered is secret.' }),
  members: count.nullable(),
});

const Meeting = z.object({
  id: z.string(),
  title: z.string(),
  group: z.string(),
  startsAt: z.string(),
  when: z.string(),
  replies: z.object({ yes: count, maybe: count, no: count, none: count }),
});

/** The most open surveys of one group that are told of beside it. */
export const mostSurveys = 5;

const Group = z.object({
  id: z.string(),
  name: z.string(),
  members: count,
  openSurveys: z.array(Survey).max(mostSurveys).meta({ description: 'The first of them.' }),
  openCount: count.meta({ description: 'How many are open.' }),
  closedSurveys: count,
  practices: Counts,
});

const Waiting = z.object({
  kind: z.enum(['surveyAnswers', 'practiceProposed', 'practiceInValidation', 'practiceValidated', 'practiceReturned']),
  who: z.enum(whoWaits),
  id: z.string(),
  title: z.string(),
  group: z.string(),
  count: count.nullable().meta({ description: 'Null where how many answers are missing is secret.' }),
  due: z.string().optional(),
});

const Status = z.object({
  countedAt: z.string(),
  counted: z.string().meta({ description: 'The moment of counting in words, with its zone.' }),
  groups: pageAnswer(Group),
  ownSurveys: pageAnswer(Survey).meta({ description: 'Open surveys that no group looks after, for coordinators.' }),
  meetings: pageAnswer(Meeting).meta({ description: 'Those ahead, the next first.' }),
  practices: Counts,
  waiting: z.object({
    members: pageAnswer(Waiting),
    author: pageAnswer(Waiting),
    lead: pageAnswer(Waiting),
    coordinator: pageAnswer(Waiting),
  }),
});

/** Where a network stands, for leads and coordinators. */
export const summaryOperations = {
  'GET /status': {
    summary: 'Where the network stands, as much of it as the visitor may see: the beginning of each list.',
    answer: Status,
  },
  'GET /status/groups': {
    summary: 'The groups of the status.',
    query: z.object(pageQuery),
    answer: pageAnswer(Group),
  },
  'GET /status/surveys': {
    summary: 'The open surveys of the status that no group looks after.',
    query: z.object(pageQuery),
    answer: pageAnswer(Survey),
  },
  'GET /status/meetings': {
    summary: 'The meetings of the status.',
    query: z.object(pageQuery),
    answer: pageAnswer(Meeting),
  },
  'GET /status/waiting': {
    summary: 'What waits for somebody, by whose turn it is.',
    query: z.object({ ...pageQuery, who: z.enum(whoWaits).default('members') }),
    answer: pageAnswer(Waiting),
  },
  'GET /status/chart': {
    summary: 'The practices of the status by state, as a chart.',
    query: z.object({ theme }),
    answer: Chart,
  },
} as const satisfies Record<string, Operation>;
