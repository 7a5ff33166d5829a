import type { Logger } from 'pino';
import type { Response } from 'restify';
import { staleText } from '../../cards/stale.ts';
import type { AppError, ErrorCode } from '../../domain/errors.ts';
import type { Language } from '../../domain/text.ts';
import { BodyRefused } from '../../http/body.ts';
import { textsFor } from '../../locales/text.ts';
import type { Texts } from '../../locales/texts.ts';
import { sendJson } from './reply.ts';

const statuses: Partial<Record<ErrorCode, number>> = {
  INPUT_INVALID: 400,
  SURVEY_FILE_INVALID: 400,
  SURVEY_FILE_VERSION: 400,
  SIGN_IN_NEEDED: 401,
  FORBIDDEN: 403,
  NOT_MEMBER: 403,
  SURVEY_NOT_ASKED: 403,
  NOT_FOUND: 404,
  LINK_EXPIRED: 410,
  STALE: 412,
  INPUT_TOO_LARGE: 413,
  INPUT_NOT_JSON: 415,
  VERSION_MISSING: 428,
  LIMIT_REACHED: 429,
  TOO_FAST: 429,
  CONFIG_INVALID: 500,
  INTERNAL: 500,
  SEAL_UNREADABLE: 500,
  BUSY: 503,
  SURVEY_KEY_MISSING: 503,
  STORE_DAMAGED: 503,
  STORE_LOCKED: 503,
  STORE_NEWER: 503,
  STORE_READ_ONLY: 503,
  STORE_UNAVAILABLE: 503,
};

/** The HTTP status of an error; what is not listed is a state of things that does not allow the request. */
export function statusOf(code: ErrorCode): number {
  return statuses[code] ?? 409;
}

/** After how many seconds to try again what could not be done now (RFC 9110, section 10.2.3). */
export function retryHeaders({ code, hint = '' }: AppError): Record<string, string> {
  if (code === 'TOO_FAST') return { 'Retry-After': hint };
  return statusOf(code) === 503 ? { 'Retry-After': '10' } : {};
}

/** Writes an error to the log once; neither addresses nor headers, which hold secrets. */
export function logProblem(log: Logger, error: AppError): void {
  const fact = { code: error.code, reason: error.message };
  const isOurs = statusOf(error.code) >= 500 && error.code !== 'BUSY';
  if (error.code === 'SURVEY_KEY_MISSING') log.warn(fact, 'a request to the page has to wait');
  else if (isOurs) log.error({ err: error }, 'a request to the page failed');
  else log.info(fact, 'a request to the page was refused');
}

/**
 * Answers with an error in the reader's language (RFC 9457). What is wrong with an input is told by its code, which
 * the page puts into words beside the input. `current` is what a record is that somebody else has changed.
 */
export function sendProblem(response: Response, error: AppError, language: Language, current?: unknown): void {
  const t = textsFor(language);
  const status = statusOf(error.code);
  const problem = {
    type: 'about:blank',
    title: t('errors:title'),
    status,
    code: error.code,
    detail: detailOf(error, t),
    ...(Object.keys(error.fields).length > 0 ? { fields: error.fields } : {}),
    ...(error.code === 'OTHER_NETWORK' ? { network: error.hint } : {}),
    ...(current === undefined ? {} : { current }),
  };
  sendJson(response, status, problem, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Language': language,
    ...retryHeaders(error),
    ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
    ...(error.cause instanceof BodyRefused ? error.cause.headers : {}),
  });
}

/** The hint of a practice's error names a text of its own; of others it is a value in the text. */
function detailOf({ code, hint = '' }: AppError, t: Texts): string {
  if (code === 'STALE') return staleText(t, hint);
  if (code === 'PRACTICE_STATE' && hint !== '') return t(`practice:hint.${hint}`);
  return t(`errors:${code}`, { hint }).trim();
}
