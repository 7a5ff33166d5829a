import { ZodError } from 'zod';

/**
 * Everything that can go wrong in a way a person should hear about. Each code has a text in every language
 * (`locales/<language>/errors.json`) and is the only thing code may branch on.
 */
export const errorCodes = [
  'ACTION_UNKNOWN',
  'ANSWERS_DELETED',
  'BUSY',
  'CONFIG_INVALID',
  'CONFLICT',
  'DELIVERY_WITHDRAWN',
  'DUPLICATE',
  'FORBIDDEN',
  'INPUT_INVALID',
  'INPUT_NOT_JSON',
  'INPUT_TOO_LARGE',
  'INTERNAL',
  'KEEPING_FIXED',
  'LAST_COORDINATOR',
  'LIMIT_REACHED',
  'LINK_EXPIRED',
  'MEETING_CANCELLED',
  'MEETING_ENDED',
  'MEETING_TIME_INVALID',
  'MESSAGE_TOO_LARGE',
  'NOT_FOUND',
  'NOT_MEMBER',
  'NO_NETWORK',
  'ORGANISATION_IN_TEAMS',
  'ORGANISATION_MISSING',
  'OTHER_NETWORK',
  'PRACTICE_OWN',
  'PRACTICE_REASON_MISSING',
  'PRACTICE_STATE',
  'RESULTS_FIXED',
  'RESULTS_LIVE_NAMED',
  'RESULTS_NOT_YET',
  'RESULTS_UNSETTLED',
  'SEAL_UNREADABLE',
  'SIGN_IN_NEEDED',
  'STALE',
  'STORE_DAMAGED',
  'STORE_LOCKED',
  'STORE_NEWER',
  'STORE_NOT_EMPTY',
  'STORE_READ_ONLY',
  'STORE_UNAVAILABLE',
  'SURVEY_AUDIENCE_INVALID',
  'SURVEY_CANCELLED',
  'SURVEY_CLOSED',
  'SURVEY_ENTRY_SECRET',
  'SURVEY_FILE_INVALID',
  'SURVEY_FILE_VERSION',
  'SURVEY_FINAL',
  'SURVEY_KEY_MISSING',
  'SURVEY_MEANING_FIXED',
  'SURVEY_NEVER_OPENED',
  'SURVEY_NOBODY_ASKED',
  'SURVEY_NOBODY_MISSING',
  'SURVEY_NOT_ASKED',
  'SURVEY_NOT_CLOSED',
  'SURVEY_NOT_DRAFT',
  'SURVEY_NOT_OPEN',
  'SURVEY_NOT_POSTED',
  'SURVEY_ORGANISATION_MISSING',
  'SURVEY_ORGANISATION_SECRET',
  'SURVEY_QUESTIONS_INVALID',
  'SURVEY_REASON_MISSING',
  'SURVEY_REMINDED',
  'SURVEY_REMINDER_LATE',
  'SURVEY_REMINDERS_INVALID',
  'SURVEY_TEXTS_MISSING',
  'SURVEY_TIME_INVALID',
  'SURVEY_WITHOUT_QUESTIONS',
  'TEAMS_UNAVAILABLE',
  'TEAM_ONLY',
  'TOO_FAST',
  'VERSION_MISSING',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What is wrong with one input, as a code that `locales/<language>/errors.json` puts into words. */
export type FieldFault =
  | 'required'
  | 'noLanguage'
  | 'tooLong'
  | 'tooShort'
  | 'notAnOption'
  | 'notARegion'
  | 'notANumber'
  | 'ambiguousNumber'
  | 'notExact'
  | 'outOfRange'
  | 'notADate'
  | 'notATime'
  | 'ambiguousDate'
  | 'yearOutOfRange'
  | 'tooFarAhead'
  | 'afterClosing'
  | 'dateOutOfRange'
  | 'tooFewChosen'
  | 'tooManyChosen'
  | 'notWithOthers'
  | 'notBoth'
  | 'notInOrder'
  | 'noSuchTime'
  | 'notAfterStart'
  | 'inPast'
  | 'wrongForm';

/** The one error that use cases throw. `message` is for the log; people read the text of `code`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** What the person can do about it, when that depends on the case: a value put into the text. */
  readonly hint: string | undefined;
  /** Faults by input id, for errors about what somebody filled in. */
  readonly fields: Readonly<Record<string, FieldFault>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { hint?: string; fields?: Readonly<Record<string, FieldFault>>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.hint = options.hint;
    this.fields = options.fields ?? {};
  }
}

/** True when `error` is an AppError, of the given code if one is named. */
export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}

/**
 * A name or an id that a stranger sent, as a message for the log may quote it: what is none can be anything somebody
 * wrote, and is left out.
 */
export function quotable(named: string): string {
  return /^[\w:.@|~-]{1,120}$/.test(named) ? named : '…';
}

/**
 * What is wrong with which part of data, by the path to it: `day`, or `help.fi`. A custom issue says its fault itself, as
 * `params.fault`.
 */
export function faultsIn({ issues }: Pick<ZodError, 'issues'>): Readonly<Record<string, FieldFault>> {
  return Object.fromEntries(issues.map((issue) => [issue.path.join('.'), faultOf(issue)]));
}

const faultsByIssue: Readonly<Record<string, FieldFault>> = {
  too_big: 'tooLong',
  too_small: 'required',
  invalid_value: 'notAnOption',
  invalid_union: 'notAnOption',
};

function faultOf(issue: ZodError['issues'][number]): FieldFault {
  if (issue.code === 'custom') return (issue.params?.['fault'] as FieldFault | undefined) ?? 'wrongForm';
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'required';
  return faultsByIssue[issue.code] ?? 'wrongForm';
}

/** An error as the one kind people are told about: data of the wrong shape is `INPUT_INVALID`, a surprise `INTERNAL`. */
export function asAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (error instanceof ZodError) {
    const where = error.issues.map((issue) => `${quotable(issue.path.join('.'))}: ${issue.code}`).join(', ');
    const fields = faultsIn(error);
    return new AppError('INPUT_INVALID', `data of the wrong shape (${where})`, { fields, cause: error });
  }
  return new AppError('INTERNAL', 'unexpected', { cause: error });
}
