import { hostileTexts } from './hostile-texts.ts';

/** Gives one hostile text after another, each marked so that it is known again wherever it is shown. */
export interface HostileNames {
  /** The next one of at most so many characters. */
  next(longest: number): string;
  /** What was given with the marks that a text shows whole. */
  knownIn(text: string): string[];
  /** Whether a text is one of those given, or its beginning, and nothing else. */
  isAlone(text: string): boolean;
}

const mark = /¤\d+¤/g;

/** Texts as they are compared on the screen: signs that are not seen, and how blanks fall, say nothing. */
export function asSeen(text: string): string {
  return text
    .replace(/[\u2060\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

export function createHostileNames(): HostileNames {
  const given = new Map<string, string>();
  let place = 0;
  return {
    next(longest) {
      for (let tries = 0; tries < hostileTexts.length; tries += 1) {
        const text = hostileTexts[place % hostileTexts.length] ?? '';
        place += 1;
        const marked = `${text}¤${place}¤`;
        if (marked.length > longest) continue;
        given.set(`¤${place}¤`, marked);
        return marked;
      }
      return 'x';
    },
    knownIn: (text) => [...text.matchAll(mark)].flatMap(([own]) => given.get(own) ?? []),
    isAlone(text) {
      const seen = asSeen(text).replace(/…$/, '').trim();
      return [...given.values()].some((one) => asSeen(one).startsWith(seen));
    },
  };
}
