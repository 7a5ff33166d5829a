import { card, note, paragraph, written } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';

/** What people say to a bot that asks for nothing: `locales/<language>/help.json` has the words for each. */
export const said = ['thanks', 'stops'] as const;
export type Said = (typeof said)[number];

/** What a help card tells: the commands this reader has, and what was typed if it was none of them. */
export interface Help {
  /** What was said, and is answered first. */
  readonly said?: Said | undefined;
  readonly commands: readonly string[];
  readonly unknown?: string | undefined;
  /** The command that may have been meant, and the word for it nearest to what was typed. */
  readonly suggestion?: { readonly name: string; readonly word: string } | undefined;
}

const longestQuote = 60;
const mostButtons = 5;

/**
 * What this reader can do here, with a word to type for each and buttons for the first; after an unknown word, the
 * nearest one comes before them.
 */
export function helpCard(reader: Reader, help: Help): Card {
  const { t } = reader;
  const { suggestion } = help;
  const quoted = help.unknown && [...help.unknown].slice(0, longestQuote).join('');
  const unknown = quoted ? [written(t('help:unknown', { text: quoted }))] : [];
  const word = t('commands:language.word');
  const answer = help.said && t(help.said === 'thanks' ? 'help:saidThanks' : 'help:saidStop', { word });
  const answered = answer ? [paragraph(answer)] : [];
  const nearest = suggestion ? [paragraph(t('help:suggestion', { word: suggestion.word }))] : [];
  const commands = help.commands.map((name) =>
    written(t(`commands:${name}.help`), { label: t(`commands:${name}.word`) }),
  );
  const offered = help.commands.filter((name) => name !== 'help' && name !== suggestion?.name).slice(0, mostButtons);
  const buttons = offered.map((name) => execute('command.open', t(`commands:${name}.word`), { name }));
  return card(
    reader,
    t(quoted ? 'help:unknownTitle' : 'help:title'),
    [...answered, ...unknown, ...nearest, paragraph(t('help:intro')), ...commands, note(t('help:hint'))],
    suggestion
      ? [execute('command.open', suggestion.word, { name: suggestion.name }, { style: 'positive' }), ...buttons]
      : buttons,
  );
}
