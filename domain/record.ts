import { z } from 'zod';

/** Fields every record starts with. */
export const recordShape = { id: z.string().min(1), version: z.number().int().nonnegative() };

/** A moment in UTC, as ISO 8601 with exactly three decimals: its text orders as time does, in every store. */
export const Moment = z.iso.datetime({ precision: 3 });

/** A day without a time, `2026-12-24`. */
export const Day = z.iso.date();
