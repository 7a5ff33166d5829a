import { z } from 'zod';
import { replies } from '../../domain/meeting/meeting.ts';
import { type Operation, pageAnswer, pageQuery, search } from './operation.ts';

const Reply = z.enum(replies);

const summary = {
  id: z.string(),
  title: z.string(),
  group: z.string(),
  startsAt: z.string(),
  when: z.string().meta({ description: 'From when to when, in words with the zone.' }),
  place: z.string(),
  state: z.enum(['scheduled', 'cancelled']),
  own: Reply.nullable().meta({ description: 'The visitor’s own reply; null when there is none, which is not a no.' }),
};

const MeetingDetails = z.object({
  ...summary,
  agenda: z.string(),
  counts: z.object({ yes: z.number().int(), maybe: z.number().int(), no: z.number().int() }),
  ended: z.boolean(),
  mayReply: z.boolean(),
  mayCancel: z.boolean(),
  tooLong: z.string().nullable().meta({
    description:
      'What to shorten, when Teams took a message about it for too long; null otherwise, and for who may not write it.',
  }),
  calendar: z
    .string()
    .meta({ description: 'The meeting as an iCalendar file, for the visitor alone; it needs no sign-in.' }),
});

/** Meetings, for every member of the network. */
export const meetingOperations = {
  'GET /meetings': {
    summary: 'The meetings that have not ended, the next first; or those that have, the last first.',
    query: z.object({
      ...pageQuery,
      search,
      when: z.enum(['coming', 'past']).default('coming'),
      group: z.string().optional(),
    }),
    answer: pageAnswer(z.object(summary)),
  },
  'GET /meetings/{meetingId}': { summary: 'One meeting.', answer: MeetingDetails },
  'PUT /meetings/{meetingId}/reply': {
    summary: 'Says whether the visitor comes.',
    body: z.object({ reply: Reply }),
    answer: MeetingDetails,
  },
  'POST /meetings/{meetingId}/cancel': { summary: 'Cancels a meeting.', answer: MeetingDetails },
} as const satisfies Record<string, Operation>;
