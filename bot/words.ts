import { box, card, paragraph } from '../cards/build.ts';
import type { Card } from '../cards/card.ts';
import { execute } from '../cards/execute.ts';
import type { Reader } from '../cards/reader.ts';
import type { AppError } from '../domain/errors.ts';

/** The card that tells a reader what went wrong and what to do. The Playground and Teams show nothing of an error. */
export function errorCard(error: AppError, reader: Reader): Card {
  const text = reader.t(`errors:${error.code}`, { hint: error.hint ?? '' });
  // A person is never left without a way on: in a channel the card stands where the form was.
  const onward = [
    execute('command.open', reader.t('member:mineTitle'), { name: 'mine' }),
    execute('command.open', reader.t('help:title'), { name: 'help' }),
  ];
  return card(reader, reader.t('errors:title'), [box('warning', [paragraph(text)])], onward);
}
