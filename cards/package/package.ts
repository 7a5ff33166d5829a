import { type ChapterState, lackingStates } from '../../domain/package/chapters.ts';
import type { PackageContents } from '../../domain/package/contents.ts';
import type { PackageSurvey } from '../../domain/survey/results/package-part.ts';
import { inLine } from '../../locales/isolated.ts';
import { card, facts, heading, note, paragraph, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { toldApart } from '../told-apart.ts';

/** How many surveys the card names. */
const mostNamed = 10;

/**
 * What the knowledge package holds now, what is still missing from it, and the link that fetches it. Whoever may go
 * through the texts of a survey is led to them.
 */
export function packageCard(
  reader: Reader,
  contents: PackageContents,
  url: string,
  mayReview: (survey: PackageSurvey) => boolean,
): Card {
  const { t } = reader;
  const inState = (...wanted: readonly ChapterState[]) =>
    contents.chapters
      .filter(({ state }) => wanted.includes(state))
      .map(({ chapter }) => t(`package:chapter.${chapter}`));
  const [missing, notCollected] = [inState(...lackingStates), inState('notCollected')];
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
      ...unreadTexts(reader, contents, mayReview),
      note(t('package:card.linkNote')),
    ],
    [{ type: 'Action.OpenUrl', title: t('package:card.fetch'), url }, execute('package.show', t('tab:refresh'), {})],
  );
}

/** The surveys whose texts would go into the package though nobody has gone through them. */
function unreadTexts(
  reader: Reader,
  { surveys, people }: PackageContents,
  mayReview: (survey: PackageSurvey) => boolean,
): Element[] {
  const { t } = reader;
  const unread = surveys.filter(({ results }) => !results.suppressed && results.unreadTexts);
  if (unread.length === 0) return [];
  const groupNames = new Map(people.groups.map(({ id, name }) => [id, reader.pick(name)]));
  const named = unread.slice(0, mostNamed).map((survey) => ({
    survey,
    title: shortened(reader.pick(survey.title), 100),
    beside: [shortened(groupNames.get(survey.groupId ?? '') ?? '', 60), ending(reader, survey)],
  }));
  const names = toldApart(named);
  return [
    paragraph(t('package:card.unreadTexts', { count: unread.length })),
    ...named.flatMap(({ survey, title, beside }, place): Element[] => [
      written(inLine([title, ...beside]), { spacing: 'medium' }),
      ...(mayReview(survey)
        ? [
            actions(
              execute('survey.texts', t('survey:textsOf', { title: names[place] ?? title }), { surveyId: survey.id }),
            ),
          ]
        : []),
    ]),
    ...(unread.length > mostNamed ? [written('…')] : []),
  ];
}

/** When a survey ended or ends: rounds of one survey have one name. */
function ending(reader: Reader, survey: PackageSurvey): string {
  const [key, moment] =
    survey.state === 'open' ? ['openUntil', survey.closesAt] : ['closed', survey.closedAt ?? survey.closesAt];
  return reader.t(`package:card.${key}`, { moment: reader.moment(moment) });
}

function actions(...all: Action[]): Element {
  return { type: 'ActionSet', actions: all };
}
