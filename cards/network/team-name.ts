import type { Network } from '../../domain/network/network.ts';
import type { NameQuestion } from '../../domain/network/team-name.ts';
import { isolated } from '../../locales/isolated.ts';
import { card, note, written } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';

const longestName = 120;

/** Asks a coordinator whether the network takes over the name that its team has now. Nothing has changed yet. */
export function askNameCard(reader: Reader, { network, name, seen }: NameQuestion): Card {
  const { t } = reader;
  const own = shortened(reader.pick(network.name), longestName);
  const answer = (take: boolean, title: string) => execute('network.answerName', title, { name, take, seen });
  return card(
    reader,
    t('network:nameTitle'),
    [
      written(t('network:nameTeam', { name: isolated(shortened(name, longestName)) })),
      written(t('network:nameNetwork', { name: isolated(own) })),
      note(t('network:nameWhy')),
    ],
    [answer(true, t('network:nameTake')), answer(false, t('network:nameKeep', { name: shortened(own, 40) }))],
  );
}

/** Says what the network is called after somebody has answered. */
export function nameAnsweredCard(reader: Reader, { name }: Network): Card {
  const own = shortened(reader.pick(name), longestName);
  return card(reader, reader.t('network:nameTitle'), [
    written(reader.t('network:nameNetwork', { name: isolated(own) })),
  ]);
}
