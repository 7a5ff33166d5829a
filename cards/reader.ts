import type { Language } from '../domain/text.ts';
import { type LocalizedText, textFor } from '../domain/text.ts';
import { type Texts, textsFor } from '../locales/text.ts';
import { dayText, momentText, spanText } from '../locales/time.ts';

/** Who a card is made for: everything that changes what it says, not what it is about. */
export interface Reader {
  readonly language: Language;
  readonly timeZone: string;
  /** A text of ours in the reader's language. */
  readonly t: Texts;
  /** What people wrote, in the reader's language or the nearest there is. */
  pick(text: LocalizedText): string;
  day(moment: string): string;
  moment(moment: string): string;
  span(start: string, end: string): string;
}

/** The reader of one language in one IANA time zone. */
export function createReader(language: Language, timeZone: string): Reader {
  return {
    language,
    timeZone,
    t: textsFor(language),
    pick: (text) => textFor(text, language),
    day: (moment) => dayText(moment, language, timeZone),
    moment: (moment) => momentText(moment, language, timeZone),
    span: (start, end) => spanText(start, end, language, timeZone),
  };
}
