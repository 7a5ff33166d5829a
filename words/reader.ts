import type { Language, LocalizedText } from '../domain/text.ts';
import type { Texts } from '../locales/texts.ts';

/** Who is told what something is called. */
export interface LabelReader {
  /** A text of ours in the reader's language. */
  readonly t: Texts;
  /** What people wrote, in the reader's language or the nearest there is. */
  pick(text: LocalizedText): string;
  day(moment: string): string;
}

/** Who reads values put in words. */
export interface WordsReader extends LabelReader {
  readonly language: Language;
}
