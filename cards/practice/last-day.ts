import type { Practice } from '../../domain/practice/practice.ts';
import type { Reader } from '../reader.ts';

type Asked = Pick<Practice, 'state' | 'validateBy'>;

/** A local day, `2026-12-24`, in words. */
function inWords(reader: Reader, day: string): string {
  // Noon falls on the same day in every zone that networks live in.
  return reader.day(`${day}T12:00:00.000Z`);
}

/** Whether the last day to validate what is still in validation is past. `today` is local to the network. */
function isLate({ state, validateBy = '' }: Asked, today: string): boolean {
  return state === 'inValidation' && validateBy !== '' && validateBy < today;
}

/** The last day to validate a practice, as a value beside its label; empty for none. */
export function lastDayText(reader: Reader, practice: Asked, today = ''): string {
  if (practice.validateBy === undefined) return '';
  const day = inWords(reader, practice.validateBy);
  return isLate(practice, today) ? reader.t('practice:lastDayOver', { day }) : day;
}

/** The same in a list, of what is still in validation; empty for all else. */
export function validateByText(reader: Reader, practice: Asked, today = ''): string {
  if (practice.state !== 'inValidation' || practice.validateBy === undefined) return '';
  return byText(reader, practice.validateBy, today);
}

/** Until when something is to be validated, or since when that is past. */
export function byText(reader: Reader, lastDay: string, today = ''): string {
  const key = lastDay < today ? 'lateSince' : 'validateBy';
  return reader.t(`practice:${key}`, { day: inWords(reader, lastDay) });
}
