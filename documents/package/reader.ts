import { regionNames } from '../../domain/network/region.ts';
import type { PackageContents } from '../../domain/package/contents.ts';
import { type Language, type LocalizedText, languages, textFor } from '../../domain/text.ts';
import type { Texts } from '../../locales/texts.ts';
import { dayText, momentText, spanText } from '../../locales/time.ts';
import { type Html, html } from './html.ts';
import { prose } from './prose.ts';

/** A package and the language it is read in: all that its pages are written with. */
export interface PackageReader {
  readonly contents: PackageContents;
  readonly language: Language;
  readonly t: Texts;
  /** What people wrote, in the reader's language or else in another, marked as such for screen readers. */
  readonly pick: (text: LocalizedText) => Html;
  /** The same as plain text. */
  readonly plain: (text: LocalizedText) => string;
  /** The same for a text of several lines. */
  readonly prose: (text: LocalizedText) => Html;
  /** A short text that people wrote, kept from turning the direction of what stands beside it. */
  readonly written: (text: string) => Html;
  readonly day: (moment: string) => string;
  readonly moment: (moment: string) => string;
  readonly span: (start: string, end: string) => string;
  readonly number: (value: number) => string;
  readonly groupName: (id: string | undefined) => Html;
  readonly organisationName: (id: string | undefined) => Html;
  /** A region, which is kept under its Finnish name, as the reader's language has it. */
  readonly regionName: (name: string) => Html;
  readonly practiceTitle: (id: string) => Html;
}

/** The reader of a package in a language. */
export function createPackageReader(contents: PackageContents, language: Language, t: Texts): PackageReader {
  const { timeZone } = contents.network;
  const groups = new Map(contents.people.groups.map((group) => [group.id, group.name]));
  const organisations = new Map(contents.people.organisations.map(({ id, name }) => [id, name]));
  const { selected, listed } = contents.practices;
  const practices = new Map([...selected, ...listed].map((practice) => [practice.id, practice.title]));
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const pick = (text: LocalizedText) => inLanguage(text, language);
  const unknown = html`${t('package:unknown')}`;
  const found = (text: LocalizedText | undefined) => (text ? pick(text) : unknown);
  const written = (text: string) => html`<bdi>${text}</bdi>`;
  return {
    contents,
    language,
    t,
    pick,
    plain: (text) => textFor(text, language),
    prose: (text) => {
      const own = writtenIn(text, language);
      return prose(textFor(text, language), own === language ? undefined : own);
    },
    written,
    day: (moment) => dayText(moment, language, timeZone),
    moment: (moment) => momentText(moment, language, timeZone),
    span: (start, end) => spanText(start, end, language, timeZone),
    number: (value) => numbers.format(value),
    groupName: (id) => found(groups.get(id ?? '')),
    organisationName: (id) => (organisations.has(id ?? '') ? written(organisations.get(id ?? '') ?? '') : unknown),
    regionName: (name) => pick(regionNames(contents.regions, name)),
    practiceTitle: (id) => found(practices.get(id)),
  };
}

function inLanguage(text: LocalizedText, language: Language): Html {
  const own = writtenIn(text, language);
  const lang = own === language ? undefined : html` lang="${own}"`;
  return html`<bdi${lang}>${textFor(text, language)}</bdi>`;
}

/** The language of the text that `textFor` gives. */
function writtenIn(text: LocalizedText, language: Language): Language {
  return text[language] ? language : (languages.find((other) => text[other]) ?? language);
}
