import type { PracticeKind, Validation } from '../../domain/practice/practice.ts';
import answers from './answer-texts.json' with { type: 'json' };
import meetings from './meeting-texts.json' with { type: 'json' };
import { places } from './places.ts';
import practices from './practice-texts.json' with { type: 'json' };
import type { Random } from './random.ts';

type Sentences = readonly string[];

/** Sentences that answer the built-in surveys' open questions, by question code; `other` stands beside any option. */
export const answerTexts: Readonly<Record<string, Sentences>> = answers;

/** What practices are written from: titles by kind, sentences by section code, and what is said of them. */
export const practiceTexts: {
  readonly titles: Readonly<Record<PracticeKind, Sentences>>;
  readonly sections: Readonly<Record<string, Sentences>>;
  /** What a new revision adds. */
  readonly changes: Sentences;
  readonly comments: Sentences;
  readonly reasons: Readonly<Record<Exclude<Validation['verdict'], 'correct'>, Sentences>>;
  readonly returnReasons: Sentences;
} = practices;

/** What meetings are called, what they are about, and where they are held. */
export const meetingTexts: Readonly<Record<'titles' | 'agenda' | 'places', Sentences>> = meetings;

const months = [
  'tammikuussa',
  'helmikuussa',
  'maaliskuussa',
  'huhtikuussa',
  'toukokuussa',
  'elokuussa',
  'syyskuussa',
  'lokakuussa',
  'marraskuussa',
];

/** So many different sentences of a stock in a row, with a place, a number and a month where they leave room for one. */
export function written(random: Random, stock: Sentences, count = 1): string {
  const place = random.pick(places);
  const fillings: Readonly<Record<string, () => string>> = {
    place: () => place.name,
    of: () => place.of,
    in: () => place.in,
    n: () => String(random.between(2, 12)),
    month: () => random.pick(months),
    mailbox: () => `digituki-${random.between(1, 400)}@example.org`,
  };
  const sentences = random.some(stock, count).join(' ');
  return sentences.replaceAll(/\{(\w+)\}/g, (slot, name: string) => fillings[name]?.() ?? slot);
}
