import { type Language, languages } from './texts.ts';

/** A text that people write, in up to three languages; one that is not written has no key. */
export type Written = { readonly [L in Language]?: string | undefined };

/** A text in the reader's language, else in the nearest one; empty when none is written. */
export function textIn(text: Written, language: Language): string {
  return text[language] ?? languages.map((other) => text[other]).find(Boolean) ?? '';
}

/** The text with one of its languages in other words; what is empty is not written. */
export function withWords<T extends Written>(text: T, language: Language, words: string): T {
  const { [language]: _before, ...others } = text;
  return (words === '' ? others : { ...others, [language]: words }) as T;
}
