import { z } from 'zod';

/** The languages users read, in the order in which a missing text is looked for. */
export const languages = ['fi', 'sv', 'en'] as const;
export type Language = (typeof languages)[number];
export const Language = z.enum(languages);

/** The same text in up to three languages, side by side; at least one of them is written. */
export const LocalizedText = z
  .object({ fi: z.string().min(1), sv: z.string().min(1), en: z.string().min(1) })
  .partial()
  .refine((text) => languages.some((language) => text[language]), 'at least one language is written');
export type LocalizedText = z.infer<typeof LocalizedText>;

/** The text for a reader: their own language, else the first one that is written. Empty when none is. */
export function textFor(text: LocalizedText, language: Language): string {
  return text[language] ?? languages.map((other) => text[other]).find(Boolean) ?? '';
}

/** Which language that text is in. */
export function languageFor(text: LocalizedText, language: Language): Language {
  return text[language] === undefined ? (languages.find((other) => text[other]) ?? language) : language;
}

/**
 * Signs of which a reader sees nothing, however many there are: blanks of every kind, marks that need a letter to stand
 * on, fillers, and characters that only tell how others are to be written.
 */
const unseen =
  /[\s\p{Default_Ignorable_Code_Point}\p{M}\p{Cf}\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u2800\uFFFC\u{1D159}\u{13441}\u{13442}]/gu;

/** Whether a reader sees nothing of a text: the one rule for what is empty, wherever people write. */
export function isBlank(text: string): boolean {
  return text.replace(unseen, '') === '';
}

/**
 * What somebody typed as it is kept: without blanks around it, control characters (line breaks and tabs stay) and
 * halves of surrogate pairs, which not every store and file can hold. Empty when nothing of it can be seen.
 */
export function tidyText(typed: string): string {
  const text = typed
    .toWellFormed()
    .replace(/[^\P{Cc}\n\r\t]/gu, '')
    .trim();
  return isBlank(text) ? '' : text;
}

/**
 * A text as names and searches are compared, which is as a reader sees it: in any case of any alphabet, with any blanks
 * and characters that cannot be seen, in any width, and however its letters are composed.
 */
export function comparable(text: string): string {
  const seen = text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\s\u2800]+/g, ' ')
    .trim();
  return withoutCase(seen).normalize('NFC');
}

/** Small letters, then capitals, then small ones again: `ẞ`, `ß` and `SS` are one, and so are all three sigmas. */
function withoutCase(text: string): string {
  const small = text.toLowerCase().toUpperCase().toLowerCase();
  // A dot of its own comes with the small letter of `İ`, and a sigma has its last form by what stands around it.
  return small.replaceAll('i\u0307', 'i').replaceAll('ς', 'σ');
}

/** The language of a BCP 47 tag such as `sv-FI`; undefined when it is none of ours. */
export function languageOf(tag: string | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split('-')[0];
  return languages.find((language) => language === primary);
}
