import { type LocalizedText, languages } from '../../text.ts';
import { spare } from './reading.ts';

/** What an input and a choice in it take on a card beside their words, in bytes. */
export const onCard = { input: 200, choice: 40 } as const;

const encoder = new TextEncoder();

/** The bytes of a text in the language in which it is longest, as it stands in JSON: a quotation mark takes two. */
export function bytesOf(text: LocalizedText = {}): number {
  const lengths = languages.map((language) => encoder.encode(JSON.stringify(text[language] ?? '')).length - 2);
  return Math.max(...lengths);
}

/** What a list of choices takes on a card, in bytes. */
export function choicesWeight(options: readonly { code: string; label: LocalizedText }[]): number {
  return options.reduce((sum, { code, label }) => sum + onCard.choice + code.length + bytesOf(label), 0);
}

/** What so many characters take at most: each four bytes, also one that JSON escapes, since control characters are not kept. */
export function inText(characters: number): number {
  return 4 * (characters + spare);
}

/** What a list of codes takes in an answer, in bytes. */
export function codesLength(options: readonly { code: string }[]): number {
  return options.reduce((sum, { code }) => sum + code.length + 4, 0);
}
