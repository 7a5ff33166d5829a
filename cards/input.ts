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
