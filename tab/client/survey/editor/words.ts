import { type Language, languages } from '../../ground/texts.ts';
import type { Text } from './edited.ts';

/** A text in the reader's language, else in the nearest one; empty when none is written. */
export function textIn(text: Text, language: Language): string {
  return text[language] ?? languages.map((other) => text[other]).find(Boolean) ?? '';
}
