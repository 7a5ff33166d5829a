import { createRequire } from 'node:module';
import { Parser } from 'htmlparser2';
import type { Action, Card, Element } from '../../cards/card.ts';

const require = createRequire(import.meta.url);
const MarkdownIt = require('markdown-it') as new (options: object) => { render(text: string): string };
const markdown = new MarkdownIt({ html: true, breaks: true });

/** A text of a card as a client draws it. */
export interface Shown {
  /** As it is sent, in the pieces in which clients look for templates. */
  readonly pieces: readonly string[];
  /** As it is read. */
  readonly text: string;
  /** Elements that Markdown or HTML made of it, beside paragraphs and ends of lines. */
  readonly elements: readonly string[];
}

/** Everything that a card shows, each thing as clients draw it: text blocks and what stands beside buttons as Markdown. */
export function shownOn(card: Card): Shown[] {
  return [plain(card.fallbackText), ...card.body.flatMap(inElement), ...(card.actions ?? []).flatMap(inAction)];
}

function inAction(action: Action): Shown[] {
  if (action.type !== 'Action.ShowCard') return [plain(action.title)];
  const { body, actions = [] } = action.card;
  return [plain(action.title), ...body.flatMap(inElement), ...actions.flatMap(inAction)];
}

function inElement(element: Element): Shown[] {
  switch (element.type) {
    case 'TextBlock':
      return [asMarkdown(element.text)];
    case 'RichTextBlock':
      return [plain(...element.inlines.map(({ text }) => text))];
    case 'Container':
      return element.items.flatMap(inElement);
    case 'ColumnSet':
      return element.columns.flatMap(({ items }) => items.flatMap(inElement));
    case 'ActionSet':
      return element.actions.flatMap(inAction);
    case 'Input.ChoiceSet': {
      const draw = element.style === 'expanded' ? asMarkdown : plain;
      return [plain(element.label), ...element.choices.map(({ title }) => draw(title))];
    }
    case 'Input.Text':
    case 'Input.Number':
    case 'Input.Date':
    case 'Input.Time':
      return [plain(element.label)];
  }
}

function plain(...pieces: string[]): Shown {
  return { pieces, text: pieces.join(''), elements: [] };
}

function asMarkdown(text: string): Shown {
  const [elements, words]: [string[], string[]] = [[], []];
  const parser = new Parser({
    onopentag: (name) => void (name === 'p' || name === 'br' ? words.push('\n') : elements.push(name)),
    oncomment: () => void elements.push('comment'),
    ontext: (part) => void words.push(part),
  });
  parser.end(markdown.render(text));
  return { pieces: [text], text: words.join('').trim(), elements };
}

/** What clients put a date or a time of theirs in the place of. */
export const clientTemplate = /\{\{(?:DATE|TIME)\(/;

const [turning, opening, closing] = [
  /[\u0590-\u08FF\u200E\u200F\u202A-\u202E\uFB1D-\uFDFF\uFE70-\uFEFE]/,
  /[\u2066-\u2068]/,
  '\u2069',
];

/** Whether a text turns the direction of anything outside of its isolates, or ends one that is not its own. */
export function leaksDirection(text: string): boolean {
  return text.split(/[\n\r\u0085\u2029]/).some((paragraph) => {
    let depth = 0;
    for (const sign of paragraph) {
      if (opening.test(sign)) depth += 1;
      else if (sign === closing) depth -= 1;
      else if (depth === 0 && turning.test(sign)) return true;
      if (depth < 0) return true;
    }
    return depth !== 0;
  });
}
