import { z } from 'zod';
import { practiceStates } from '../../domain/practice/practice.ts';
import { Chart, theme } from './chart.ts';
import type { Operation } from './operation.ts';

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

const Status = z.object({
  countedAt: z.string(),
  counted: z.string().meta({ description: 'The moment of counting in words, with its zone.' }),
  groups: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      members: count,
      openSurveys: z.array(Survey),
      closedSurveys: count,
      practices: Counts,
      meetingsAhead: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          startsAt: z.string(),
          when: z.string(),
          replies: z.object({ yes: count, maybe: count, no: count, none: count }),
        }),
      ),
    }),
  ),
  ownSurveys: z.array(Survey).meta({ description: 'Open surveys that no group looks after, for coordinators.' }),
  practices: Counts,
  waiting: z.array(
    z.object({
      kind: z.enum([
        'surveyAnswers',
        'practiceProposed',
        'practiceInValidation',
        'practiceValidated',
        'practiceReturned',
      ]),
      who: z.enum(['members', 'author', 'lead', 'coordinator']),
      id: z.string(),
      title: z.string(),
      group: z.string(),
      count: count.nullable().meta({ description: 'Null where how many answers are missing is secret.' }),
      due: z.string().optional(),
    }),
  ),
});

/** Where a network stands, for leads and coordinators. */
export const summaryOperations = {
  'GET /status': { summary: 'Where the network stands, as much of it as the visitor may see.', answer: Status },
  'GET /status/chart': {
    summary: 'The practices of the status by state, as a chart.',
    query: z.object({ theme }),
    answer: Chart,
  },
} as const satisfies Record<string, Operation>;
