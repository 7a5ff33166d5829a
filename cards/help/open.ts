import { card, paragraph } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { longestArgument } from './verbs.ts';

/** What everybody sees of a command whose answer is one person's: a button that gives each presser their own. */
export function openCard(reader: Reader, name: string, argument: string): Card {
  const { t } = reader;
  const carried = argument.slice(0, longestArgument).toWellFormed();
  return card(
    reader,
    t('common:commandTitle', { word: t(`commands:${name}.word`) }),
    [paragraph(t('common:commandOneself'))],
    [execute('command.open', t('common:commandOpen'), { name, ...(carried ? { argument: carried } : {}) })],
  );
}
