import {
  type Chapter,
  type ChapterState,
  chaptersOfSurveys,
  practiceChapters,
  toldStates,
} from '../../domain/package/chapters.ts';
import { type Html, html } from './html.ts';
import { remark } from './markup.ts';
import { heldChapter, scheduleChapter } from './meeting-pages.ts';
import { figuresChapter, networkChapter, readMeChapter } from './network-pages.ts';
import { commentsChapter, practicesChapter, validationChapter } from './practice-pages.ts';
import type { PackageReader } from './reader.ts';
import { style } from './style.ts';
import type { SurveyCharts } from './survey-charts.ts';
import { methodsChapter, surveysChapter } from './survey-pages.ts';

type Page = (reader: PackageReader, charts: SurveyCharts) => Html;

const pages: Partial<Record<Chapter, Page>> = {
  readMe: readMeChapter,
  figures: figuresChapter,
  network: networkChapter,
  ...forEach(Object.keys(practiceChapters) as (keyof typeof practiceChapters)[], practicesChapter),
  ...forEach(chaptersOfSurveys, surveysChapter),
  meetingsHeld: heldChapter,
  schedule: scheduleChapter,
  methods: methodsChapter,
  validation: (reader, charts) => html`${validationChapter(reader)}${surveysChapter(reader, 'validation', charts)}`,
  comments: commentsChapter,
};

function forEach<C extends Chapter>(
  chapters: readonly C[],
  page: (reader: PackageReader, chapter: C, charts: SurveyCharts) => Html,
): Record<string, Page> {
  return Object.fromEntries(chapters.map((chapter) => [chapter, (reader, charts) => page(reader, chapter, charts)]));
}

/** The readable package: one page that needs no network, no script and no other file. */
export function sitePage(reader: PackageReader, charts: SurveyCharts): string {
  const { contents, language, t } = reader;
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${t('package:title')}: ${reader.plain(contents.network.name)}</title>
${style}
</head>
<body>
<a class="skip" href="#content">${t('page:skip')}</a>
${top(reader)}${tableOfContents(reader)}<main id="content" tabindex="-1">
${contents.chapters.map(({ chapter, state }, index) => {
  const told = isTold(state) ? pages[chapter]?.(reader, charts) : remark(reasonFor(reader, chapter, state));
  return html`<section id="${chapter}" aria-labelledby="${chapter}-heading">
<h2 id="${chapter}-heading">${index + 1} ${t(`package:chapter.${chapter}`)}</h2>
${told}</section>
`;
})}</main>
<footer>
<p>${t('package:madeBy', { moment: reader.moment(contents.asOf) })}</p>
</footer>
</body>
</html>
`;
  return page.markup;
}

function isTold(state: ChapterState): boolean {
  return toldStates.includes(state);
}

function reasonFor({ t }: PackageReader, chapter: Chapter, state: ChapterState): string {
  return state === 'empty' ? t('package:empty') : t(`package:notCollected.${chapter}`);
}

function top(reader: PackageReader): Html {
  const { contents, t } = reader;
  const { name, region, projectEndsOn } = contents.network;
  const ends = projectEndsOn && t('package:projectEnds', { day: reader.day(projectEndsOn) });
  return html`<header>
<p class="kind">${t('package:title')}</p>
<h1>${reader.pick(name)}</h1>
<p>${reader.regionName(region)}. ${t('package:asOf', { moment: reader.moment(contents.asOf) })} ${ends}</p>
</header>
`;
}

function tableOfContents({ contents, t }: PackageReader): Html {
  return html`<nav aria-labelledby="contents-heading">
<h2 id="contents-heading">${t('package:contents')}</h2>
<ol>
${contents.chapters.map(({ chapter, state }) => {
  const lack = t(state === 'asked' ? 'package:noAnswersYet' : 'package:nothing');
  const note = state === 'recorded' ? undefined : html` <span class="kind">(${lack})</span>`;
  return html`<li><a href="#${chapter}">${t(`package:chapter.${chapter}`)}</a>${note}</li>\n`;
})}</ol>
</nav>
`;
}
