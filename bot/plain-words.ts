import type { KnownActivity } from './activity.ts';

/** So much of a message is read: what is longer holds no command. */
const longestMessage = 4000;
/** So many different mentions of the bot are looked for in one message. */
const mostMentions = 10;

/** Characters that Teams' clients write as HTML does: those that it must, blanks, and the letters of our commands. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  zwnj: '',
  zwj: '',
  shy: '',
  auml: 'ä',
  ouml: 'ö',
  aring: 'å',
  Auml: 'Ä',
  Ouml: 'Ö',
  Aring: 'Å',
};

/**
 * The words of a message as somebody typed them: without mentions, wherever they stand, the HTML that some clients wrap
 * words in, and characters that cannot be seen. Empty when there are none.
 */
export function plainWords({ text, entities, recipient }: KnownActivity): string {
  const mentions = entities
    .filter(({ mentioned }) => mentioned.id === recipient.id)
    .map((mention) => mention.text)
    .filter(Boolean);
  const withoutMentions = [...new Set(mentions)]
    .slice(0, mostMentions)
    .reduce((words, mention) => words.replaceAll(mention, ' '), text.slice(0, longestMessage));
  const words = withoutMentions
    .replace(/<at\b[^<>]*>[^<]*<\/at>/gi, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, decoded)
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\s\u2800]+/g, ' ')
    .trim();
  return withoutName(words, recipient.name);
}

/** Where nobody is mentioned, as in one's own chat, some type the name all the same. */
function withoutName(words: string, name = ''): string {
  const typed = `@${name}`.toLowerCase();
  return name !== '' && words.toLowerCase().startsWith(typed) ? words.slice(typed.length).trim() : words;
}

function decoded(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return named[name] ?? named[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
