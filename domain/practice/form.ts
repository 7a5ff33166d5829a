import type { FieldFault } from '../errors.ts';
import { type Language, type LocalizedText, languages } from '../text.ts';
import {
  type Filing,
  type FormSection,
  type PracticeForm,
  type PracticeKind,
  type PracticeText,
  supportForms,
  targetGroups,
  themes,
} from './practice.ts';

/** The forms of all kinds, as the composition root hands them over. */
export type PracticeForms = Readonly<Record<PracticeKind, PracticeForm>>;

/** The longest text of a section, in characters. */
export const longestSection = 5000;
/** The longest title, in characters. */
export const longestTitle = 150;
/** The longest name of a municipality, in characters. */
export const longestMunicipality = 100;
/** The longest text that is kept in one language: more than may be proposed, so that a long text can be shortened. */
export const longestKept = 10_000;

const sectionsPerPage = 3;

/**
 * How many bytes of JSON the texts in a card's inputs may take together, beside the card's own words. A text of the
 * longest section fits alone in any script.
 */
export const roomForTexts = 17_000;

/** What is wrong with a text, by input: `title`, `municipality`, or the code of a section after `s.`. */
export type FormFaults = Readonly<Record<string, FieldFault>>;

/** The input of a section. */
export function sectionInput(code: string): string {
  return `s.${code}`;
}

/** The pages of a form by their sections. The first page has none: it asks for the title and the filing. */
export function pagesOf(form: PracticeForm): readonly (readonly FormSection[])[] {
  const pages: FormSection[][] = [[]];
  for (let first = 0; first < form.sections.length; first += sectionsPerPage) {
    pages.push(form.sections.slice(first, first + sectionsPerPage));
  }
  return pages;
}

/** Where a form stops: at a page, or at one section of it where its texts are too long to be in one card together. */
export interface Stop {
  /** Index of the page, from 0. */
  readonly page: number;
  /** Index of the only section of the page that is asked for. */
  readonly section?: number | undefined;
}

/** The way through a form with these texts in it, from stop to stop. */
export function stopsOf(form: PracticeForm, text: Pick<PracticeText, 'sections'> | undefined): readonly Stop[] {
  return pagesOf(form).flatMap((asked, page): Stop[] => {
    const sizes = asked.map(({ code }) => sizeOf(text?.sections[code]));
    const fits = sizes.reduce((sum, size) => sum + size, 0) <= roomForTexts;
    return fits ? [{ page }] : asked.map((_, section) => ({ page, section }));
  });
}

/** The bytes that a text's longest language takes as JSON. */
function sizeOf(text: LocalizedText | undefined): number {
  return Math.max(...languages.map((language) => encoder.encode(JSON.stringify(text?.[language] ?? '')).length - 2));
}

const encoder = new TextEncoder();

/** The sections that are asked for at a stop; none on the first page. */
export function sectionsAt(form: PracticeForm, { page, section }: Stop): readonly FormSection[] {
  const asked = pagesOf(form)[page] ?? [];
  return section === undefined ? asked : asked.slice(section, section + 1);
}

/** The stop of a page, or the one with the first section that has a fault, else with the first of all. */
export function stopAt(form: PracticeForm, text: PracticeText | undefined, page: number, faults: FormFaults): Stop {
  const stops = stopsOf(form, text).filter((stop) => stop.page === page);
  const faulty = stops.find((stop) => sectionsAt(form, stop).some(({ code }) => faults[sectionInput(code)]));
  return faulty ?? stops[0] ?? { page };
}

/** The stop after one that was left: the form may stop elsewhere since, as texts grow and shrink. */
export function stopAfter(form: PracticeForm, text: PracticeText | undefined, left: Stop): Stop | undefined {
  const last = (page: number) => (pagesOf(form)[page]?.length ?? 0) - 1;
  return stopsOf(form, text).find(({ page, section }) => {
    if (page !== left.page) return page > left.page;
    return left.section !== undefined && (section ?? last(page)) > left.section;
  });
}

/** The stop before one that was left. */
export function stopBefore(form: PracticeForm, text: PracticeText | undefined, left: Stop): Stop | undefined {
  return stopsOf(form, text).findLast(({ page, section }) => {
    if (page !== left.page) return page < left.page;
    return left.section !== undefined && (section ?? 0) < left.section;
  });
}

/** What a practice is to be found by, as it was chosen and typed: only what there is to choose is kept. */
export interface TypedFiling {
  readonly supportForms: readonly string[];
  readonly targetGroups: readonly string[];
  readonly themes: readonly string[];
  readonly municipality: string;
}

/** One page as it was typed, in one language. The first page fills everything but `sections`, the others those. */
export interface TypedPage extends TypedFiling {
  readonly title: string;
  /** Texts by section code; a section that is missing was left empty. */
  readonly sections: Readonly<Record<string, string>>;
}

/** What was typed at one stop, and where it stands. */
export interface PageInput extends Stop {
  readonly form: PracticeForm;
  readonly language: Language;
  /** The region of the network. */
  readonly region: string;
  readonly typed: TypedPage;
}

/**
 * The text with one page of it replaced; other pages and languages stay. Texts that are too long are kept, so that
 * nothing typed is lost. Undefined when there would be no title in any language.
 */
export function withPage(text: PracticeText | undefined, input: PageInput): PracticeText | undefined {
  const { form, page, language, region, typed } = input;
  if (page > 0) return text && { ...text, sections: withSections(text.sections, sectionsAt(form, input), input) };
  const title = inLanguage(text?.title, language, typed.title) ?? text?.title;
  return title && { title, sections: text?.sections ?? {}, filing: filingOf(typed, region) };
}

function withSections(earlier: PracticeText['sections'], asked: readonly FormSection[], input: PageInput) {
  const sections = { ...earlier };
  for (const { code } of asked) {
    const text = inLanguage(earlier[code], input.language, input.typed.sections[code] ?? '');
    if (text) sections[code] = text;
    else delete sections[code];
  }
  return sections;
}

/** A text with one of its languages replaced, or taken out by an empty one; undefined when none is left. */
export function inLanguage(
  text: LocalizedText | undefined,
  language: Language,
  typed: string,
): LocalizedText | undefined {
  const { [language]: _replaced, ...others }: LocalizedText = text ?? {};
  const result: LocalizedText = typed === '' ? others : { ...others, [language]: typed };
  return languages.some((one) => result[one]) ? result : undefined;
}

/** What was chosen, in the order in which it is offered; what there is not is left out. */
export function filingOf(typed: TypedFiling, region: string): Filing {
  return {
    supportForms: supportForms.filter((code) => typed.supportForms.includes(code)),
    targetGroups: targetGroups.filter((code) => typed.targetGroups.includes(code)),
    themes: themes.filter((code) => typed.themes.includes(code)),
    region,
    ...(typed.municipality === '' ? {} : { municipality: typed.municipality }),
  };
}

/** What keeps one typed page from being left forwards: texts that are too long, and on the first page no title. */
export function faultsOfPage(text: PracticeText | undefined, input: PageInput): FormFaults {
  const { typed } = input;
  if (input.page > 0) {
    const asked = sectionsAt(input.form, input);
    const long = asked.filter(({ code }) => (typed.sections[code] ?? '').length > longestSection);
    return Object.fromEntries(long.map(({ code }) => [sectionInput(code), 'tooLong']));
  }
  const untitled = typed.title === '' && !inLanguage(text?.title, input.language, '');
  return {
    ...(untitled ? { title: 'required' } : typed.title.length > longestTitle ? { title: 'tooLong' } : {}),
    ...(typed.municipality.length > longestMunicipality ? { municipality: 'tooLong' } : {}),
  };
}

/** What keeps a text from being proposed: required sections written in no language, and texts that are too long. */
export function faultsOfText(form: PracticeForm, text: PracticeText): FormFaults {
  const faults: Record<string, FieldFault> = {};
  if (isLonger(text.title, longestTitle)) faults.title = 'tooLong';
  if ((text.filing.municipality ?? '').length > longestMunicipality) faults.municipality = 'tooLong';
  for (const { code, required } of form.sections) {
    const section = text.sections[code];
    if (!section && required) faults[sectionInput(code)] = 'required';
    else if (section && isLonger(section, longestSection)) faults[sectionInput(code)] = 'tooLong';
  }
  return faults;
}

/** The same by the language that is too long, as in `s.what.sv`: for a form that shows several languages at once. */
export function faultsByLanguage(form: PracticeForm, text: PracticeText): FormFaults {
  const faults = Object.entries(faultsOfText(form, text)).flatMap(([input, fault]) => {
    const [written, longest] =
      input === 'title' ? [text.title, longestTitle] : [sectionOf(text, input), longestSection];
    if (fault !== 'tooLong' || !written) return [[input, fault] as const];
    return longerThan(written, longest).map((language) => [`${input}.${language}`, fault] as const);
  });
  return Object.fromEntries(faults);
}

function sectionOf({ sections }: PracticeText, input: string): LocalizedText | undefined {
  return sections[input.slice(sectionInput('').length)];
}

function longerThan(text: LocalizedText, longest: number): Language[] {
  return languages.filter((language) => (text[language] ?? '').length > longest);
}

function isLonger(text: LocalizedText, longest: number): boolean {
  return longerThan(text, longest).length > 0;
}

/** The first page with a fault on it; the first page of all when there is none. */
export function firstFaultyPage(form: PracticeForm, faults: FormFaults): number {
  if (Object.keys(faults).some((input) => !input.startsWith(sectionInput('')))) return 0;
  return Math.max(
    0,
    pagesOf(form).findIndex((page) => page.some(({ code }) => faults[sectionInput(code)])),
  );
}

/** Where writing goes on: the first page with nothing on it, or the first page when every page has something. */
export function pageToWrite(form: PracticeForm, text: PracticeText): number {
  const empty = (page: readonly FormSection[]) => page.length > 0 && page.every(({ code }) => !text.sections[code]);
  return Math.max(0, pagesOf(form).findIndex(empty));
}
