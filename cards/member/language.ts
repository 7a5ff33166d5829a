import { type Language, languages } from '../../domain/text.ts';
import { card, paragraph } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';

/** What somebody has chosen about how the bot talks to them. */
export interface Choices {
  readonly reminders: boolean;
  readonly digest: boolean;
  /** The language they have just chosen. */
  readonly chosen?: Language;
}

/** The languages to choose from, after a choice that it is kept; whether to be reminded, and to get a weekly digest. */
export function languageCard(reader: Reader, { reminders, digest, chosen }: Choices): Card {
  const { t } = reader;
  return card(
    reader,
    t('member:languageTitle'),
    [
      paragraph(t(chosen ? 'member:languageChosen' : 'member:languageIntro')),
      paragraph(t(reminders ? 'member:remindersOn' : 'member:remindersOff')),
      paragraph(t(digest ? 'member:digestOn' : 'member:digestOff')),
    ],
    [
      ...languages
        .filter((language) => language !== chosen)
        .map((language) => execute('member.language', t(`member:language.${language}`), { language })),
      execute('member.reminders', t(reminders ? 'member:turnOff' : 'member:turnOn'), { wanted: !reminders }),
      execute('member.digest', t(digest ? 'member:turnDigestOff' : 'member:turnDigestOn'), { wanted: !digest }),
    ],
  );
}
