import { card, paragraph } from './build.ts';
import type { Card } from './card.ts';
import { execute } from './execute.ts';
import type { Reader } from './reader.ts';

/** Says that what somebody asked for takes longer than they wait, goes on, and is told when it is done. */
export function workingCard(reader: Reader): Card {
  const { t } = reader;
  return card(
    reader,
    t('common:workingTitle'),
    [paragraph(t('common:workingText'))],
    [
      execute('command.open', t('page:home.waiting'), { name: 'mine' }),
      execute('command.open', t('help:title'), { name: 'help' }),
    ],
  );
}
