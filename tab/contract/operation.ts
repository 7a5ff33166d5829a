import { z } from 'zod';
import { Id } from '../../cards/input.ts';
import { languages } from '../../domain/text.ts';

/** What one address of the interface takes and gives. Its key in `operations` is its method and path. */
export interface Operation {
  /** What it does, in a line of the OpenAPI document; English. */
  readonly summary: string;
  /** What may stand behind the question mark, beside what every address takes. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** The most bytes of a body; default 64 KB. */
  readonly largestBody?: number;
  /** What is answered; null when there is nothing to say. */
  readonly answer: z.ZodObject | null;
  /** True when the answer's ETag is its `seen`, which stands for what it shows, or else its `version`. */
  readonly versioned?: true;
  /**
   * The reading whose ETag the change asks for in `If-Match`: what it rests on. When something else holds now, the
   * refusal (412) brings along what that reading now answers.
   */
  readonly changes?: `GET ${string}`;
  /** The same of a change that may also be asked for without: its `If-Match` is looked at when it is there. */
  readonly restsOn?: `GET ${string}`;
  /** True for what is answered to anybody. */
  readonly open?: true;
}

/** What every address takes behind the question mark. */
export const CommonQuery = z.object({
  language: z.enum(languages).optional().meta({ description: 'The language to answer in; default the reader’s own.' }),
  network: Id.optional().meta({ description: 'The network asked about; default the one the reader is in at present.' }),
});

/** Which language a text is in that people have written in one or more: not always the reader's. */
export const TextLanguage = z.enum(languages).meta({ description: 'The language of the text beside it.' });

/** The most items that a page of a list holds. */
export const mostItems = 500;

/** Which part of a list is wanted. */
export const pageQuery = {
  after: z.string().max(2000).optional().meta({ description: 'The `next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(mostItems).default(100),
};

/** Part of a name or title, in any case; all of the longest title may be pasted. */
export const search = z.string().max(400).default('');

/** A list a page at a time. */
export function pageAnswer<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'What to ask for as `after` to go on; null at the end.' }),
    total: z.number().int().meta({ description: 'How many there are on all pages.' }),
  });
}

/**
 * A list that is short by its nature, and why: everything else comes a page at a time. What cannot be more than so many
 * by its schema needs no reason.
 */
export function few<T extends z.ZodType>(item: T, why: string) {
  return z.array(item).meta({ [shortBecause]: why });
}

/** Why the groups of a network are few enough to come at once by their names. */
export const perTeam = 'the channels of one team, of which Teams has 1,000 at the most, and 200 chats';

/** Where the document says why a list is short. */
export const shortBecause = 'x-short-because';

/** What a refusal looks like (RFC 9457). */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string().meta({ description: 'One of the codes in domain/errors.ts; the only thing to branch on.' }),
  detail: z.string().meta({ description: 'What is the matter and what to do, in the reader’s language.' }),
  fields: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: 'What is wrong with which input, as a code.' }),
  network: z
    .string()
    .optional()
    .meta({ description: 'With OTHER_NETWORK: the network of what was asked for, which is another than was named.' }),
  current: z
    .unknown()
    .optional()
    .meta({ description: 'With 412: what the reading that guards this change answers now.' }),
});

/** A person, a group or another thing by its name. */
export const Named = z.object({ id: z.string(), name: z.string() });
