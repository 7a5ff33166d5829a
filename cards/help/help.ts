import { card, note, paragraph, written } from '../build.ts';
import type { Card } from '../card.ts';
import type { Reader } from '../reader.ts';

/** What a help card tells: the commands this reader has, and what was typed if it was none of them. */
export interface Help {
  readonly commands: readonly string[];
  readonly unknown?: string | undefined;
  readonly suggestion?: string | undefined;
}

const longestQuote = 60;

/** What this reader can do here, with a word to type for each; after an unknown word, the nearest one first. */
export function helpCard(reader: Reader, help: Help): Card {
  const { t } = reader;
  const quoted = help.unknown && [...help.unknown].slice(0, longestQuote).join('');
  const unknown = quoted ? [written(t('help:unknown', { text: quoted }))] : [];
  const nearest = help.suggestion ? [paragraph(t('help:suggestion', { word: help.suggestion }))] : [];
  const commands = help.commands.map((name) =>
    written(t(`commands:${name}.help`), { label: t(`commands:${name}.word`) }),
  );
  return card(reader, t(quoted ? 'help:unknownTitle' : 'help:title'), [
    ...unknown,
    ...nearest,
    paragraph(t('help:intro')),
    ...commands,
    note(t('help:hint')),
  ]);
}
