import { z } from 'zod';
import { Id, NewId, typed } from '../../cards/input.ts';
import { practiceKinds, practiceStates, supportForms, targetGroups, themes } from '../../domain/practice/practice.ts';
import { few, Named, type Operation, pageAnswer, pageQuery, perTeam, search } from './operation.ts';
import { PracticeDetails } from './practice.ts';

/** The most bytes of a request that holds a whole practice in three languages. */
const largestBody = 2 * 1024 * 1024;

const Kind = z.enum(practiceKinds);
const State = z.enum(practiceStates);

/** However long it is: the use case says which text is too long, so that it is told beside its input. */
const text = typed(largestBody).removeDefault().optional();
const TypedText = z
  .object({ fi: text, sv: text, en: text })
  .meta({ description: 'A language that is not named stays as it is; an empty text takes it out.' });

const chosen = z.array(z.string().max(100)).max(100).default([]);

const Written = z.object({
  title: TypedText.default({}),
  filing: z
    .object({
      supportForms: chosen,
      targetGroups: chosen,
      themes: chosen,
      municipality: typed(largestBody),
    })
    .optional()
    .meta({ description: 'Missing: what it is found by stays as it is.' }),
  sections: z
    .record(z.string().max(100), TypedText)
    .default({})
    .meta({ description: 'By section code. A section that is not named stays as it is.' }),
});

const Text = z.object({ fi: z.string(), sv: z.string(), en: z.string() }).partial();
const Asked = z.object({ code: z.string(), label: z.string(), help: z.string(), required: z.boolean() });

const Form = z.object({
  id: z.string(),
  version: z.number().int(),
  kind: Kind,
  state: State,
  revision: z.number().int(),
  begun: z.boolean().meta({ description: 'Whether something is written that is not proposed.' }),
  group: z.string(),
  organisation: z.string().nullable().meta({ description: 'Whose practice it is.' }),
  onBehalf: z.boolean().meta({ description: 'Whether its author wrote it down for an organisation without Teams.' }),
  returnReason: z.string().nullable(),
  title: Text,
  filing: z.object({
    supportForms: few(z.enum(supportForms), 'those there are'),
    targetGroups: few(z.enum(targetGroups), 'those there are'),
    themes: few(z.enum(themes), 'those there are'),
    municipality: z.string(),
    region: z.string(),
  }),
  sections: z.record(z.string(), Text),
  asked: few(Asked, 'the sections of one form').meta({ description: 'The sections of the form, in its order.' }),
  longest: z.object({ title: z.number().int(), municipality: z.number().int(), section: z.number().int() }),
  faults: z.record(z.string(), z.string()).meta({
    description:
      'What keeps it from being proposed, not from being saved: codes by input, which is `title`, `municipality`, ' +
      'or a section after `s.`; a text that is too long also names its language, as `s.what.sv`.',
  }),
});

const form = 'GET /practices/{practiceId}/form';

/** Writing practices, for members of the group and coordinators. */
export const practiceWritingOperations = {
  'GET /practice-start': {
    summary: 'What the visitor may write, in which groups and for whom, and what they have begun.',
    answer: z.object({
      kinds: few(z.object({ kind: Kind, purpose: z.string() }), 'the kinds there are'),
      groups: few(Named, perTeam).meta({ description: 'Those the visitor may write in.' }),
      organisations: pageAnswer(Named).meta({
        description:
          'Those without Teams that the visitor may write a practice down for; the rest by a reading of its own.',
      }),
      begun: few(
        z.object({
          id: z.string(),
          title: z.string(),
          kind: Kind,
          state: State,
          changed: z.string().meta({ description: 'The day of a draft’s last change, else of what stands, in words.' }),
        }),
        'no more than one author may have, which is 300',
      ).meta({ description: 'The visitor’s own that are not proposed as they are, or were returned; newest first.' }),
    }),
  },
  'GET /practice-start/organisations': {
    summary: 'The organisations without Teams that the visitor may write a practice down for, by name.',
    query: z.object({ ...pageQuery, search }),
    answer: pageAnswer(Named),
  },
  'GET /practice-example': {
    summary: 'The worked example that ships with the bot.',
    answer: z.object({
      kind: Kind,
      title: z.string(),
      filing: PracticeDetails.shape.filing,
      sections: few(z.object({ code: z.string(), label: z.string(), text: z.string() }), 'those of its form'),
    }),
  },
  'POST /practices': {
    summary: 'Begins a practice with a title, under an id of the sender’s.',
    body: z.object({
      practiceId: NewId,
      kind: Kind,
      groupId: Id,
      organisationId: Id.optional().meta({
        description: 'The organisation without Teams that it is written down for; default the writer’s own.',
      }),
      title: TypedText,
    }),
    largestBody,
    answer: z.object({ id: z.string() }),
  },
  [form]: {
    summary: 'All that is written of a practice, in three languages, with the form that asks for it.',
    answer: Form,
    versioned: true,
  },
  'PUT /practices/{practiceId}/form': {
    summary: 'Keeps what is written, complete or not; a proposed text stands while its change is written.',
    body: Written,
    largestBody,
    answer: Form,
    versioned: true,
    changes: form,
  },
  'POST /practices/{practiceId}/propose': {
    summary: 'Proposes what is written to the group.',
    answer: PracticeDetails,
    changes: form,
  },
} as const satisfies Record<string, Operation>;
