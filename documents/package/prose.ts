import { printable } from '../characters.ts';
import { type Html, html } from './html.ts';

/**
 * What people wrote at some length. Lines that start with a hyphen or a number become a list, so that screen readers
 * tell it as one; all other line breaks stay. `language` is given when it is not the page's.
 */
export function prose(text: string, language?: string): Html {
  const blocks = blocksOf(printable(text)).map((block) => markup(block));
  return html`<div${language ? html` lang="${language}"` : undefined}>\n${blocks}</div>\n`;
}

interface Block {
  readonly kind: 'text' | 'points' | 'steps';
  readonly lines: string[];
}

const starts = { points: /^\s*[-–•*]\s+/, steps: /^\s*\d{1,3}[.)]\s+/ };

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let gap = true;
  for (const line of text.split('\n')) {
    const kind = starts.points.test(line) ? 'points' : starts.steps.test(line) ? 'steps' : 'text';
    const open = blocks.at(-1);
    if (line.trim() !== '') {
      // An empty line ends a paragraph, but not a list.
      if (open?.kind === kind && !(gap && kind === 'text')) open.lines.push(line);
      else blocks.push({ kind, lines: [line] });
    }
    gap = line.trim() === '';
  }
  return blocks;
}

function markup({ kind, lines }: Block): Html {
  if (kind === 'text') return html`<p class="passage" dir="auto">${lines.join('\n')}</p>\n`;
  const items = lines.map((line) => html`<li dir="auto">${line.replace(starts[kind], '')}</li>\n`);
  if (kind === 'points') return html`<ul>\n${items}</ul>\n`;
  return html`<ol start="${Number.parseInt(lines[0] ?? '1', 10)}">\n${items}</ol>\n`;
}
