/** A piece of what somebody wrote: plain, or an address that leads where it says it does. */
export interface Piece {
  readonly text: string;
  /** Of an address: what to open. */
  readonly href?: string;
}

/** No address that people pass on is longer, in characters. */
const longestAddress = 2000;

/**
 * A text that people wrote, with its addresses apart; joined, the pieces are the text. Only `https` leads
 * anywhere, and only where the address names nothing but the host, in letters that are not taken for others:
 *
 * | written                   | leads to             |
 * | ------------------------- | -------------------- |
 * | `(https://a.fi/(b)_c).`   | `https://a.fi/(b)_c` |
 * | `[x](https://a.fi/b)`     | `https://a.fi/b`     |
 * | `https://työ.fi`          | `https://xn--ty-gka.fi/` |
 * | `https://user@a.fi`       | –                    |
 * | `https://аpple.com` (Cyrillic) | –               |
 * | `http://a.fi`             | –                    |
 * | `javascript:alert(1)`     | –                    |
 */
export function withAddresses(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  // What begins like an address, up to what none can hold: blanks, quotes, and signs that nobody sees.
  for (const { 0: found, index } of text.matchAll(/(?<![\p{L}\p{N}])https:\/\/[^\s<>"`\\^{|}\p{C}]+/giu)) {
    const written = found.length <= longestAddress ? ended(found) : '';
    const href = safe(written);
    if (href === undefined) continue;
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push({ text: written, href });
    from = index + written.length;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from) });
  return pieces;
}

const stops = `.,;:!?'’”»›*~。，、！？；：）】」』`;
const brackets: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
]);

/**
 * An address without what ends a sentence, a quotation or a bracket around it: a bracket that it opens is its own. Of
 * one that is cut off nobody knows where it leads.
 */
function ended(written: string): string {
  if (written.endsWith('…')) return '';
  const count = (sign: string) => written.split(sign).length - 1;
  const surplus = new Map([...brackets].map(([closing, opening]) => [closing, count(closing) - count(opening)]));
  let end = written.length;
  for (; end > 0; end -= 1) {
    const last = written.charAt(end - 1);
    const left = surplus.get(last) ?? 0;
    if (left > 0) surplus.set(last, left - 1);
    else if (!stops.includes(last)) break;
  }
  return written.slice(0, end);
}

/** Hosts in the letters of European languages: those of others look like them. */
const readableHost = /^[a-z\d\u00DF-\u024F.-]+$/;
const hostAsSent = /^[a-z\d-]+(?:\.[a-z\d-]+)+$/;

/** What to open for an address; undefined for one that does not lead where it seems to. */
function safe(written: string): string | undefined {
  const url = URL.parse(written);
  if (!url || url.username !== '' || url.password !== '' || !hostAsSent.test(url.hostname)) return undefined;
  const [, host = ''] = /^https:\/\/([^/?#:]+)/i.exec(written) ?? [];
  if (!readableHost.test(host.normalize('NFC').toLowerCase())) return undefined;
  // Others than plain letters are sent in signs that every client takes.
  return /^[!-~]+$/.test(written) ? written : url.href;
}
