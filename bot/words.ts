import { ZodError } from 'zod';
import { box, card, paragraph } from '../cards/build.ts';
import type { Card } from '../cards/card.ts';
import type { Reader } from '../cards/reader.ts';
import { AppError, isAppError } from '../domain/errors.ts';

/** An error as the one kind people are told about: data of the wrong shape is `INPUT_INVALID`, a surprise `INTERNAL`. */
export function asAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (error instanceof ZodError) {
    const where = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join(', ');
    return new AppError('INPUT_INVALID', `data of the wrong shape (${where})`, { cause: error });
  }
  return new AppError('INTERNAL', 'unexpected', { cause: error });
}

/** The card that tells a reader what went wrong and what to do. The Playground and Teams show nothing of an error. */
export function errorCard(error: AppError, reader: Reader): Card {
  const text = reader.t(`errors:${error.code}`, { hint: error.hint ?? '' });
  return card(reader, reader.t('errors:title'), [box('warning', [paragraph(text)])]);
}
