import type { Card } from '../../cards/card.ts';

/** The texts of a card that a page is sure to show letter by letter: all that is neither Markdown nor folded away. */
export function shownTexts(card: Card): string[] {
  return textsIn(card)
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '' && !hasMarkdown(text));
}

const folded = new Set(['choices', 'data', 'fallback', 'fallbackText', 'card', 'msteams', 'errorMessage', 'value']);
const shown = new Set(['text', 'label']);

function textsIn(node: unknown, key = ''): string[] {
  if (typeof node === 'string') return shown.has(key) ? [node] : [];
  if (Array.isArray(node)) return node.flatMap((inner) => textsIn(inner, key));
  if (typeof node !== 'object' || node === null || ('isVisible' in node && node.isVisible === false)) return [];
  const title =
    'type' in node && String(node.type).startsWith('Action.') && 'title' in node ? [String(node.title)] : [];
  return [...title, ...Object.entries(node).flatMap(([name, value]) => (folded.has(name) ? [] : textsIn(value, name)))];
}

function hasMarkdown(text: string): boolean {
  return /[*_`[\]#~>\\]|^\d+\.|^[-+] /m.test(text);
}
