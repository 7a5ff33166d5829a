import { type Language, languages } from '../../domain/text.ts';
import { card, paragraph } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';

/** What somebody has chosen about how the bot talks to them. */
export interface Choices {
  readonly reminders: boolean;
  /** The language they have just chosen. */
  readonly chosen?: Language;
}

/** The languages to choose from, after a choice that it is kept; and whether to be reminded. */
export function languageCard(reader: Reader, { reminders, chosen }: Choices): Card {
  const { t } = reader;
  return card(
    reader,
    t('member:languageTitle'),
    [
      paragraph(t(chosen ? 'member:languageChosen' : 'member:languageIntro')),
      paragraph(t(reminders ? 'member:remindersOn' : 'member:remindersOff')),
    ],
    [
      ...languages
        .filter((language) => language !== chosen)
        .map((language) => execute('member.language', t(`member:language.${language}`), { language })),
      execute('member.reminders', t(reminders ? 'member:turnOff' : 'member:turnOn'), { wanted: !reminders }),
    ],
  );
}
