import { z } from 'zod';
import { deliveryStates } from '../../domain/outbox.ts';
import { few, type Operation, pageAnswer, pageQuery } from './operation.ts';

const count = z.number().int();
const Noun = z.enum(['survey', 'meeting', 'practice']);

const DeliveryCounts = z.object({
  sent: count,
  waiting: count,
  uncertain: count,
  undelivered: count.meta({ description: 'Failed, blocked or not reached: those that can be tried again.' }),
});

const Listed = z.object({
  id: z.string(),
  noun: Noun,
  title: z.string(),
  when: z.string().nullable().meta({ description: 'When a meeting begins or a survey closes, in words.' }),
  standing: DeliveryCounts,
});

const Overview = pageAnswer(Listed).extend({ all: DeliveryCounts });

const Ledger = z.object({
  id: z.string(),
  noun: Noun,
  title: z.string(),
  counts: z.object(Object.fromEntries(deliveryStates.map((state) => [state, count])) as Counts),
  onlyCounted: count.meta({ description: 'How many of them are there as numbers only, after their time.' }),
  detailsKeptDays: count.meta({ description: 'For how many days it is known whom a message went to.' }),
  repeatable: count.meta({ description: 'How many that may have arrived can be sent again.' }),
  withdrawable: count.meta({ description: 'How many that were sent can be taken back.' }),
  mayRepeat: count.meta({ description: 'How many were sent and may have come more than once.' }),
  changes: z.object({ waiting: count, failed: count }).meta({ description: 'Changes of posted cards.' }),
  hold: z.enum(['none', 'paused', 'withdrawn']),
  mayRemind: z
    .boolean()
    .meta({ description: 'True when reminders of a secret survey may be on their way, of which nothing is told.' }),
  reasons: few(z.object({ text: z.string(), count }), 'the reasons that there are in words').meta({
    description: 'Why messages did not arrive, in words; the most frequent first.',
  }),
  unreached: few(z.object({ name: z.string(), reason: z.string() }), 'the first 20; all are in the table').meta({
    description: 'The first of the people whom they did not reach.',
  }),
  passOn: z.string().nullable().meta({
    description: 'What to send them oneself, with a link to the app; null when there is nobody to send it to.',
  }),
  offers: few(z.enum(['retry', 'repeat', 'pause', 'resume', 'withdraw']), 'what can be done'),
  files: few(z.object({ format: z.enum(['xlsx', 'csvExcel', 'csv']), url: z.string() }), 'one of each').meta({
    description: 'All of them as a list, for the visitor alone; each link needs no sign-in and ends after an hour.',
  }),
});
type Counts = Record<(typeof deliveryStates)[number], z.ZodInt>;

/** What became of messages, for leads of groups and coordinators. */
export const deliveryOperations = {
  'GET /deliveries': {
    summary: 'How the messages of a network stand: of all, and what they are about, the newest first.',
    query: z.object(pageQuery),
    answer: Overview,
  },
  'GET /deliveries/{subjectId}': { summary: 'What became of the messages about one subject.', answer: Ledger },
  'POST /deliveries/{subjectId}/retry': {
    summary: 'Sends again what did not arrive, and nothing else.',
    answer: Ledger,
  },
  'POST /deliveries/{subjectId}/repeat': {
    summary: 'Sends again what may have arrived: it may come twice.',
    answer: Ledger,
  },
  'POST /deliveries/{subjectId}/pause': { summary: 'Holds back what has not left.', answer: Ledger },
  'POST /deliveries/{subjectId}/resume': { summary: 'Lets go what was held back.', answer: Ledger },
  'POST /deliveries/{subjectId}/withdraw': { summary: 'Takes messages back, for good.', answer: Ledger },
} as const satisfies Record<string, Operation>;
