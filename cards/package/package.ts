import type { PackageContents } from '../../domain/package/contents.ts';
import { inLine } from '../../locales/isolated.ts';
import { card, facts, heading, note, paragraph, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';

/** How many surveys the card names. */
const mostNamed = 10;

/** What the knowledge package holds now, what is still missing from it, and the link that fetches it. */
export function packageCard(reader: Reader, contents: PackageContents, url: string): Card {
  const { t } = reader;
  const inState = (wanted: string) =>
    contents.chapters.filter(({ state }) => state === wanted).map(({ chapter }) => t(`package:chapter.${chapter}`));
  const [missing, notCollected] = [inState('empty'), inState('notCollected')];
  const figures = Object.entries(contents.figures).map(
    ([figure, count]) => [t(`package:figure.${figure}`), String(count)] as const,
  );
  return card(
    reader,
    t('package:title'),
    [
      written(reader.pick(contents.network.name)),
      paragraph(t('package:card.intro')),
      heading(t('package:card.contents')),
      ...facts(figures),
      ...(missing.length > 0 ? [heading(t('package:card.missing')), written(missing.join(' · '))] : []),
      ...(notCollected.length > 0
        ? [paragraph(`${t('package:card.notCollected')}:`), written(notCollected.join(' · '))]
        : []),
      ...unreadTexts(reader, contents),
      note(t('package:card.linkNote')),
    ],
    [{ type: 'Action.OpenUrl', title: t('package:card.fetch'), url }, execute('package.show', t('tab:refresh'), {})],
  );
}

/** The surveys whose texts would go into the package though nobody has gone through them. */
function unreadTexts(reader: Reader, { surveys }: PackageContents): Element[] {
  const unread = surveys.filter(({ results }) => !results.suppressed && results.unreadTexts);
  if (unread.length === 0) return [];
  const named = unread.slice(0, mostNamed).map(({ title }) => shortened(reader.pick(title), 100));
  return [
    paragraph(reader.t('package:card.unreadTexts', { count: unread.length })),
    written(inLine([...named, ...(unread.length > mostNamed ? ['…'] : [])])),
  ];
}
