import { createContext, useContext } from 'react';
import { isolated } from '../../../locales/isolated.ts';

/** The languages of the page, the default first. */
export const languages = ['fi', 'sv', 'en'] as const;
export type Language = (typeof languages)[number];

/** Gives the text of a key such as `tab:retry`, with values put in its placeholders. */
export type Texts = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What a page needs to speak with its reader. */
export interface Words {
  readonly language: Language;
  readonly t: Texts;
  /** A share from 0 to 1 in percent, `40 %`. */
  percent(share: number): string;
  /** A number with at most two decimals, `3,25`. */
  number(value: number): string;
}

type Tree = { readonly [key: string]: string | Tree };

const files = import.meta.glob<Tree>(
  '../../../locales/*/{common,delivery,editor,page,summary,survey,tab,terms,writing}.json',
  {
    import: 'default',
  },
);

/** The language of a BCP 47 tag such as `sv-FI`; undefined when it is none of ours. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split('-')[0];
  return languages.find((language) => language === primary);
}

/** Fetches the texts of one language. */
export async function loadWords(language: Language): Promise<Words> {
  const own = Object.entries(files).filter(([path]) => path.includes(`/${language}/`));
  const loaded = own.map(async ([path, load]) => [nameOf(path), await load()] as const);
  const texts: Tree = Object.fromEntries(await Promise.all(loaded));
  const plurals = new Intl.PluralRules(language);
  const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return {
    language,
    t: (key, values = {}) => {
      const number = values['count'] === undefined ? '' : `_${plurals.select(Number(values['count']))}`;
      return filled(found(texts, `${key}${number}`) ?? found(texts, key) ?? '', values);
    },
    percent: (share) => percents.format(share),
    number: (value) => numbers.format(value),
  };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
}

function found(texts: Tree, key: string): string | undefined {
  let place: string | Tree | undefined = texts;
  for (const step of key.split(/[:.]/)) place = typeof place === 'object' ? place[step] : undefined;
  return typeof place === 'string' ? place : undefined;
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => isolated(String(values[name] ?? '')));
}

const WordsContext = createContext<Words | undefined>(undefined);

/** Hands the words to everything within. */
export const WordsProvider = WordsContext.Provider;

/** The words of the reader's language; only within `WordsProvider`. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('no words provided');
  return words;
}
