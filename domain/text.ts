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

/**
 * What somebody typed as it is kept: without blanks around it, control characters (line breaks and tabs stay) and
 * halves of surrogate pairs, which not every store and file can hold. Empty when nothing of it can be seen.
 */
export function tidyText(typed: string): string {
  const text = typed
    .toWellFormed()
    .replace(/[^\P{Cc}\n\r\t]/gu, '')
    .trim();
  return /[^\s\p{Default_Ignorable_Code_Point}]/u.test(text) ? text : '';
}

/** A text as names and searches are compared: in any case, with any blanks, and however its letters are composed. */
export function comparable(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('fi');
}

/** The language of a BCP 47 tag such as `sv-FI`; undefined when it is none of ours. */
export function languageOf(tag: string | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split('-')[0];
  return languages.find((language) => language === primary);
}
