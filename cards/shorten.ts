const signs = new Intl.Segmenter('fi', { granularity: 'grapheme' });

/** A text in so many UTF-16 units at most, an ellipsis among them; never cut inside a sign that people see as one. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${whileFits(text, longest - 1, (sign) => sign.length).trimEnd()}…`;
}

/** As much of a text as takes so many bytes of JSON in a card at most. */
export function beginning(text: string, bytes: number): string {
  return bytesOf(text) <= bytes ? text : whileFits(text, bytes, bytesOf);
}

/** A text in so many bytes of JSON at most, and an ellipsis where some of it is left out. */
export function cut(text: string, bytes: number): string {
  const kept = beginning(text, bytes);
  return kept === text ? text : `${kept.trimEnd()}…`;
}

function whileFits(text: string, most: number, size: (sign: string) => number): string {
  let end = 0;
  let taken = 0;
  for (const { segment, index } of signs.segment(text)) {
    taken += size(segment);
    if (taken > most) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** How many bytes a text or any other part of a card takes in it as JSON. */
export function bytesOf(part: unknown): number {
  return Buffer.byteLength(JSON.stringify(part)) - (typeof part === 'string' ? 2 : 0);
}
