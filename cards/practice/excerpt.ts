const characters = new Intl.Segmenter('fi', { granularity: 'grapheme' });

/** A text cut after so many characters as people count them, with an ellipsis; one that is short enough stays. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const all = Array.from(characters.segment(text), ({ segment }) => segment);
  return all.length <= longest
    ? text
    : `${all
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
