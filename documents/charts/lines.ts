import type { Measure } from './letters.ts';

/** How many lines a label may have; what is longer is told in full by the table. */
const most = 4;

/** A label in lines of at most `width` pixels, broken between words, and within those that are longer than a line. */
export function linesOf(label: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of label.split(/\s+/).flatMap((whole) => pieces(whole, width, measure))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), shortened(lines.slice(most - 1).join(' '), width, measure)];
}

/** A text that fits, with an ellipsis for what does not. */
export function shortened(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  let kept = text;
  while (kept !== '' && measure(`${kept}…`) > width) kept = Array.from(kept).slice(0, -1).join('').trimEnd();
  return `${kept}…`;
}

function pieces(word: string, width: number, measure: Measure): string[] {
  const parts: string[] = [''];
  for (const letter of word) {
    const part = parts.at(-1) ?? '';
    if (part !== '' && measure(`${part}${letter}-`) > width && measure(word) > width) {
      parts[parts.length - 1] = `${part}-`;
      parts.push(letter);
    } else parts[parts.length - 1] = part + letter;
  }
  return parts;
}
