import type { Language } from '../domain/text.ts';
import { type LocalizedText, languageFor, textFor } from '../domain/text.ts';
import { textsFor } from '../locales/text.ts';
import type { Texts } from '../locales/texts.ts';
import { dayText, momentText, type ReadIn, spanText } from '../locales/time.ts';

/** Who a card is made for: everything that changes what it says, not what it is about. */
export interface Reader {
  readonly language: Language;
  /** The zone that times are told in: the network's. */
  readonly timeZone: string;
  /** Where the times are read: they say their zone only where the clock is another. */
  readonly readIn: ReadIn;
  /** A text of ours in the reader's language. */
  readonly t: Texts;
  /** What people wrote, in the reader's language or the nearest there is. */
  pick(text: LocalizedText): string;
  /** Which language that is in: pages say so where it is not the reader's. */
  languageOf(text: LocalizedText): Language;
  day(moment: string): string;
  moment(moment: string): string;
  span(start: string, end: string): string;
}

/** The reader of one language, told the times of one IANA zone; whose own zone is not known counts as in that. */
export function createReader(language: Language, timeZone: string, readIn: ReadIn = timeZone): Reader {
  return {
    language,
    timeZone,
    readIn,
    t: textsFor(language),
    pick: (text) => textFor(text, language),
    languageOf: (text) => languageFor(text, language),
    day: (moment) => dayText(moment, language, timeZone),
    moment: (moment) => momentText(moment, language, timeZone, readIn),
    span: (start, end) => spanText(start, end, language, timeZone, readIn),
  };
}
