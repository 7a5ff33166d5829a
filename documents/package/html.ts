import { printable } from '../characters.ts';

/** Markup that is safe as it stands. Only `html` makes it, and charts are drawn as it, so nothing unescaped gets into a page. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may be put into markup: text is escaped, markup is not, lists are joined, and nothing is nothing. */
export type Insert = Html | string | number | undefined | readonly Insert[];

/** Makes markup from a template. Inserted text is escaped for elements and for quoted attributes. */
export function html(parts: TemplateStringsArray, ...inserts: Insert[]): Html {
  return new Html(parts.map((part, index) => part + markupOf(inserts[index])).join(''));
}

function markupOf(insert: Insert): string {
  if (insert === undefined) return '';
  if (insert instanceof Html) return insert.markup;
  if (typeof insert === 'number') return String(insert);
  return typeof insert === 'string' ? escapeText(insert) : insert.map(markupOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
