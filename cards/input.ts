import { z } from 'zod';
import type { FieldFault } from '../domain/errors.ts';
import { tidyText } from '../domain/text.ts';
import { type ReadTime, readDay, readTimeOfDay } from '../domain/typed-time.ts';

/**
 * The pieces that verbs' data is made of. Everything a card sends back may be forged: ids are only looked up, texts
 * are only as long as their input allows, and unknown keys are dropped. What somebody fills in is read as clients send
 * it, and that differs: absent, `null` or empty, text or a list, days and times in their own ways.
 */

/** The id that a record is to be made under: travels in a button, so that pressing it twice makes one record. */
export const NewId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

/** An id of a record: no blanks and no letters beyond ASCII, so that no text that somebody wrote is taken for one. */
export const Id = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[!-~]*$/);

/** What an input takes, as a form that comes back needs to know it. */
export interface InputAbout {
  readonly kind: 'text' | 'day' | 'time' | 'choice' | 'choices';
  /** The most characters of a text. */
  readonly longest?: number;
}

/** Which pieces of data somebody fills in: all others travel in buttons. */
const filledIn = z.registry<InputAbout>();

/** The inputs among the keys of a verb's data, so that its form is known from its schema. */
export function inputsIn(schema: z.ZodObject): ReadonlyMap<string, InputAbout> {
  const found = Object.entries(schema.shape).flatMap(([key, piece]) => {
    const about = filledIn.get(piece as z.ZodType);
    return about ? [[key, about] as const] : [];
  });
  return new Map(found);
}

/** What a client sent for an input, as text: absent and `null` are empty, and what can be no text stays as it is. */
export function textOf(sent: unknown): unknown {
  if (sent === undefined || sent === null) return '';
  if (typeof sent === 'number' || typeof sent === 'boolean') return String(sent);
  return Array.isArray(sent) && sent.every((one) => typeof one !== 'object') ? sent.join(',') : sent;
}

/**
 * A text somebody typed, as `tidyText` keeps it. An untouched optional input is absent: it reads as empty. `longest` is
 * what its use case takes, where that is less than is read.
 */
export function typed(maxLength: number, longest = maxLength): z.ZodDefault<z.ZodType<string, string>> {
  const read = z.string().transform(tidyText).pipe(z.string().max(maxLength));
  return asInput({ kind: 'text', longest }, z.preprocess(textOf, read).default(''));
}

/** Several choices, which arrive in one string joined by commas, or as a list, of at most so many characters. */
export function choicesUpTo(maxLength: number): z.ZodPrefault<z.ZodType<string[], string>> {
  const read = z
    .string()
    .max(maxLength)
    .transform((joined) => [...new Set(joined.split(/[,;]/).map((one) => one.trim()))].filter(Boolean));
  return asInput({ kind: 'choices' }, z.preprocess(textOf, read).prefault(''));
}

/** Several of the few choices that most forms offer. */
export const Choices = choicesUpTo(2000);

/** One choice of several; nothing chosen reads as `otherwise`. */
export function chosen<T extends z.ZodType>(
  schema: T,
  otherwise: z.output<T>,
): z.ZodDefault<z.ZodType<z.output<T>, z.input<T>>> {
  const read = (sent: unknown) => {
    const text = trimmed(sent);
    return text === '' ? otherwise : text;
  };
  // What is no choice, and what is filled in where nothing was chosen, is of the schema's own type.
  const made = z.preprocess(read, schema).default(otherwise as never);
  return asInput<z.ZodDefault<z.ZodType<z.output<T>, z.input<T>>>>({ kind: 'choice' }, made);
}

/** Where one thing of many is chosen: its id, or empty. */
export const ChosenId = chosen(Id.or(z.literal('')), '');

/** What is chosen in a list on one card and travels in a button of another: never empty. */
export function picked<T extends z.ZodType>(schema: T): T {
  return asInput({ kind: 'choice' }, z.preprocess(trimmed, schema));
}

/** An id that is chosen in such a list. */
export const PickedId = picked(Id);

function trimmed(sent: unknown): unknown {
  const text = textOf(sent);
  return typeof text === 'string' ? text.trim() : text;
}

/** A day, `2026-12-24`, or empty; read as clients and people write days. */
export const DayInput = readBy('day', readDay, 'A day, such as 2026-12-24; empty for none.');

/** A time of day, `09:30`, or empty; read as clients and people write times. */
export const TimeInput = readBy('time', readTimeOfDay, 'A time of day, such as 09:30; empty for none.');

function readBy(
  kind: 'day' | 'time',
  read: (text: string) => ReadTime,
  description: string,
): z.ZodDefault<z.ZodType<string, string>> {
  const schema = z
    .string()
    .meta({ description })
    .transform((text, context) => {
      const tidy = tidyText(text);
      if (tidy === '') return '';
      const found = read(tidy);
      if ('value' in found) return found.value;
      context.issues.push(faulty(text, found.fault));
      return z.NEVER;
    })
    .pipe(z.string());
  return asInput({ kind }, z.preprocess(textOf, schema).default(''));
}

/** What says to `faultsIn` which fault it is. */
function faulty(input: unknown, fault: FieldFault) {
  return { code: 'custom', input, params: { fault } } as const;
}

/** Remembers what an input takes. Who fills the data in knows it by what is read, and not by all that could be sent. */
function asInput<T extends z.ZodType>(about: InputAbout, schema: z.ZodType<z.output<T>>): T {
  filledIn.add(schema, about);
  return schema as unknown as T;
}

/**
 * What stands for what a card showed (`domain/seen.ts`), where a step promises, publishes or throws away: a press of an
 * older card, which says nothing of it, shows it anew.
 */
export const Seen = z.string().max(1000).default('');

/** The same where a card asks first, and older ones may say nothing of it. */
export const SeenIfTold = z.string().max(1000).optional();

/** The version of a record that a card showed; no record has been at the one of a card that says none. */
export const Version = z.number().int().default(-1);

/** The same where older cards may say none. */
export const VersionIfTold = z.number().int().optional();

/** Yes or no, in the ways in which clients send it. */
export const YesOrNo = z.preprocess((sent) => {
  const text = String(textOf(sent)).trim().toLowerCase();
  return ['true', '1', 'on', 'yes'].includes(text) || (['false', '0', 'off', 'no'].includes(text) ? false : sent);
}, z.boolean()) as unknown as z.ZodBoolean;
