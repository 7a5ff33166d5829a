import { z } from 'zod';
import { tidyText } from '../domain/text.ts';

/**
 * The pieces that verbs' data is made of. Everything a card sends back may be forged: ids are only looked up, texts
 * are only as long as their input allows, and unknown keys are dropped.
 */

/** The id that a record is to be made under: travels in a button, so that pressing it twice makes one record. */
export const NewId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

/** An id of a record. */
export const Id = z.string().min(1).max(100);

/** A text somebody typed, as `tidyText` keeps it. An untouched optional input is absent: it reads as empty. */
export function typed(maxLength: number) {
  return z.string().transform(tidyText).pipe(z.string().max(maxLength)).default('');
}

/** Several choices, which arrive in one string joined by commas, of at most so many characters. */
export function choicesUpTo(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .default('')
    .transform((joined) => joined.split(',').filter(Boolean));
}

/** Several of the few choices that most forms offer. */
export const Choices = choicesUpTo(2000);

/** A day, `2026-12-24`, or empty. */
export const DayInput = z.union([z.iso.date(), z.literal('')]).default('');

/** A time of day, `09:30`, or empty. */
export const TimeInput = z.union([z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), z.literal('')]).default('');

/** What stands for what a card showed (`domain/seen.ts`). A card that was made before it had one shows nothing anew. */
export const Seen = z.string().max(1000).default('');
