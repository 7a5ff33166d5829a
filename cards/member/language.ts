import { type Language, languages } from '../../domain/text.ts';
import { card, paragraph } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';

/** The languages to choose from; after a choice, that it is kept. */
export function languageCard(reader: Reader, chosen?: Language): Card {
  const { t } = reader;
  return card(
    reader,
    t('member:languageTitle'),
    [paragraph(t(chosen ? 'member:languageChosen' : 'member:languageIntro'))],
    languages
      .filter((language) => language !== chosen)
      .map((language) => execute('member.language', t(`member:language.${language}`), { language })),
  );
}
