import { addYears } from 'date-fns/addYears';
import { AppError, type ErrorCode, type FieldFault } from './errors.ts';
import { momentAt } from './local-time.ts';

/** Nothing is planned further ahead than this: a year beyond is a slip, or another calendar's. */
const mostYearsAhead = 10;

/** The inputs that a day and a time of it were typed into, and the code of the error about them. */
export interface MomentInputs {
  readonly day: string;
  readonly time: string;
  readonly code: ErrorCode;
}

/**
 * The moment of a day and a time that were typed, local to an IANA zone. Throws the code of `inputs`, with the fault of
 * the one that is empty, or of a time that is skipped when summer time begins.
 */
export function momentTyped(
  typed: { readonly day: string; readonly time: string },
  timeZone: string,
  inputs: MomentInputs,
): string {
  if (typed.day === '') throw faulty(inputs.code, { [inputs.day]: 'required' });
  if (typed.time === '') throw faulty(inputs.code, { [inputs.time]: 'required' });
  const moment = momentAt(typed.day, typed.time, timeZone);
  if (moment === undefined) throw faulty(inputs.code, { [inputs.time]: 'noSuchTime' });
  return moment;
}

/** Whether a day or a moment is later than anything is planned. */
export function isTooFarAhead(planned: string, now: Date): boolean {
  return planned.slice(0, 10) > addYears(now, mostYearsAhead).toISOString().slice(0, 10);
}

/** Throws the code with the fault `tooFarAhead` of an input when what was typed into it is later than anything is planned. */
export function assertWithinReach(planned: string | undefined, now: Date, input: string, code: ErrorCode): void {
  if (planned !== undefined && isTooFarAhead(planned, now)) throw faulty(code, { [input]: 'tooFarAhead' });
}

/** The error that says which inputs are at fault. */
export function faulty(code: ErrorCode, fields: Readonly<Record<string, FieldFault>>): AppError {
  return new AppError(code, `faulty: ${JSON.stringify(fields)}`, { fields });
}
