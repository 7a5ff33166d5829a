import { z } from 'zod';
import { DayInput, typed } from '../../cards/input.ts';
import { practiceKinds, practiceStates, verdicts } from '../../domain/practice/practice.ts';
import { few, type Operation, pageAnswer, pageQuery, search, TextLanguage } from './operation.ts';

const Kind = z.enum(practiceKinds);
const State = z.enum(practiceStates);

const summary = {
  id: z.string(),
  title: z.string(),
  titleLanguage: TextLanguage,
  kind: Kind,
  state: State,
  group: z.string(),
  organisation: z.string().nullable().meta({ description: 'The author’s.' }),
  updated: z.string().meta({ description: 'The day of the last change, in words.' }),
  validateBy: z.string().nullable().meta({
    description:
      'Until when it is to be validated, or since when that is past, in words; null where it has no last day.',
  }),
};

const Labelled = z.object({ label: z.string(), text: z.string() });

const Section = z.object({ label: z.string(), text: z.string(), language: TextLanguage });

const Opinion = z.object({ organisation: z.string(), verdict: z.enum(verdicts), reason: z.string().nullable() });

const Remark = z.object({
  organisation: z.string().nullable(),
  text: z.string(),
  revision: z.number().int(),
  at: z.string(),
});

/** One practice as it is read. */
export const PracticeDetails = z.object({
  ...summary,
  seen: z.string().meta({ description: 'Stands for what is shown that a decision rests on; also the ETag.' }),
  version: z.number().int().meta({ description: 'Of the record: what discarding rests on.' }),
  onBehalf: z.boolean().meta({ description: 'Whether its author wrote it down for an organisation without Teams.' }),
  begun: z.boolean().meta({ description: 'Whether the visitor may see that something of it is not proposed yet.' }),
  revision: z.number().int(),
  returnReason: z.string().nullable(),
  tooLong: z.string().nullable().meta({
    description:
      'What to shorten, when Teams took a message about it for too long; null otherwise, and for who may not write it.',
  }),
  lastDay: z
    .string()
    .nullable()
    .meta({ description: 'The last day to validate it, also once that is over, in words.' }),
  filing: few(Labelled, 'one for each way of filing').meta({ description: 'What the practice is found by.' }),
  sections: few(Section, 'those of its form'),
  opinions: pageAnswer(Opinion).meta({ description: 'Of the current revision; the rest by a reading of their own.' }),
  approved: z.boolean().meta({ description: 'Whether an organisation has found the current revision correct.' }),
  earlierOpinions: z.number().int().meta({ description: 'How many there are of earlier revisions.' }),
  remarks: pageAnswer(Remark).meta({ description: 'Comments, the newest first; the rest by a reading of their own.' }),
  offers: few(
    z.enum([
      'edit',
      'propose',
      'discard',
      'comment',
      'validate',
      'openValidation',
      'markValidated',
      'return',
      'select',
      'unselect',
      'retire',
      'restore',
    ]),
    'what can be done',
  ),
});

/** The decisions that need nothing more said. */
export const decisions = ['openValidation', 'markValidated', 'select', 'unselect', 'retire', 'restore'] as const;

const longest = 10_000;

const details = 'GET /practices/{practiceId}';

/** Practices, for every member of the network. */
export const practiceOperations = {
  'GET /practices': {
    summary: 'The practices by title; of drafts the visitor’s own.',
    query: z.object({
      ...pageQuery,
      search,
      state: State.optional(),
      kind: Kind.optional(),
      group: z.string().optional(),
    }),
    answer: pageAnswer(z.object(summary)),
  },
  [details]: { summary: 'One practice and what was said of it.', answer: PracticeDetails, versioned: true },
  'GET /practices/{practiceId}/comments': {
    summary: 'The comments on a practice, the newest first.',
    query: z.object(pageQuery),
    answer: pageAnswer(Remark),
  },
  'GET /practices/{practiceId}/opinions': {
    summary: 'What organisations say of the current revision of a practice, in the order of the verdicts.',
    query: z.object(pageQuery),
    answer: pageAnswer(Opinion),
  },
  'PUT /practices/{practiceId}/comments/{commentId}': {
    summary: 'Comments on a practice, under an id that the form was made with.',
    body: z.object({ text: typed(longest) }),
    answer: PracticeDetails,
  },
  'PUT /practices/{practiceId}/validation': {
    summary: 'Says what the visitor’s organisation thinks of a revision.',
    body: z.object({
      revision: z.number().int().positive(),
      verdict: z.enum(verdicts),
      reason: typed(longest),
    }),
    answer: PracticeDetails,
  },
  'POST /practices/{practiceId}/decisions/{decision}': {
    summary: 'Moves a practice on its course.',
    answer: PracticeDetails,
    versioned: true,
    restsOn: details,
  },
  'POST /practices/{practiceId}/open-validation': {
    summary: 'Opens the validation of a practice, with or without a last day.',
    body: z.object({ lastDay: DayInput }),
    answer: PracticeDetails,
    versioned: true,
    restsOn: details,
  },
  'POST /practices/{practiceId}/return': {
    summary: 'Returns a practice to its author, with the reason.',
    body: z.object({ reason: typed(longest) }),
    answer: PracticeDetails,
    versioned: true,
    restsOn: details,
  },
  'DELETE /practices/{practiceId}/draft': {
    summary: 'Throws a draft away, or the change of a proposed text.',
    answer: null,
    changes: 'GET /practices/{practiceId}/form',
  },
} as const satisfies Record<string, Operation>;
