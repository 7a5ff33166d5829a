import { box, card, paragraph } from '../cards/build.ts';
import type { Card } from '../cards/card.ts';
import type { Reader } from '../cards/reader.ts';
import type { AppError } from '../domain/errors.ts';

/** The card that tells a reader what went wrong and what to do. The Playground and Teams show nothing of an error. */
export function errorCard(error: AppError, reader: Reader): Card {
  const text = reader.t(`errors:${error.code}`, { hint: error.hint ?? '' });
  return card(reader, reader.t('errors:title'), [box('warning', [paragraph(text)])]);
}
