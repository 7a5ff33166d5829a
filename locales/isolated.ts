/** Letters written from right to left, and signs that turn the direction of text. */
const turning =
  /[\u0590-\u08FF\u200E\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** What ends a paragraph, and every isolate that is open in it. */
const paragraphEnds = /([\n\r\u001C-\u001E\u0085\u2029])/;

/** Opens an isolate whose direction is that of its own first letter, and closes one. */
const [firstStrong, pop] = ['\u2068', '\u2069'];

/**
 * What people wrote, to be put beside other text: it is kept from turning the direction of what stands before and after
 * it, also where it holds signs that do so itself. Nothing of it is lost. A text that turns nothing stays as it is.
 * For what people read only: never for what is stored, compared, searched or read by a program.
 */
export function isolated(text: string): string {
  if (!turning.test(text)) return text;
  // At even places stand paragraphs, at odd ones what ends them.
  return text
    .split(paragraphEnds)
    .map((part, at) => (at % 2 === 1 ? part : isolatedParagraph(part)))
    .join('');
}

function isolatedParagraph(text: string): string {
  if (!turning.test(text)) return text;
  const { unopened, unclosed, isOneIsolate } = isolatesIn(text);
  if (isOneIsolate) return text;
  // What closes too much gets something of its own to close.
  return `${firstStrong.repeat(1 + unopened)}${text}${pop.repeat(1 + unclosed)}`;
}

/** How many isolates are closed that were not opened and opened that are not closed; and whether one holds everything. */
function isolatesIn(text: string) {
  let [unopened, open, endsAt] = [0, 0, -1];
  for (const [at, sign] of [...text].entries()) {
    if (sign === firstStrong || sign === '\u2066' || sign === '\u2067') open += 1;
    else if (sign === pop) {
      if (open === 0) unopened += 1;
      else open -= 1;
      if (open === 0 && endsAt === -1) endsAt = at;
    }
  }
  const isOneIsolate = text.startsWith(firstStrong) && open === 0 && unopened === 0 && endsAt === [...text].length - 1;
  return { unopened, unclosed: open, isOneIsolate };
}

/** Several texts that people wrote, or some of ours, in one line; empty ones are left out. */
export function inLine(texts: readonly (string | undefined)[], between = ' · '): string {
  return texts
    .filter((text) => text !== undefined && text !== '')
    .map((text) => isolated(text ?? ''))
    .join(between);
}
