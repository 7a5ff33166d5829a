import { createHash } from 'node:crypto';
import { withAddresses } from '../locales/addresses.ts';
import { isolated } from '../locales/isolated.ts';
import type {
  Action,
  ActionSet,
  Card,
  Container,
  Element,
  InputChoiceSet,
  InputDate,
  InputTime,
  OpenUrlAction,
  RichTextBlock,
  TextBlock,
  TextRun,
} from './card.ts';
import type { Reader } from './reader.ts';
import { bytesOf } from './shorten.ts';
import { type Called, toldApart } from './told-apart.ts';

/** A whole card; `title` is its heading and what a notification shows. */
export function card(reader: Reader, title: string, body: Element[], actions: Action[] = []): Card {
  const made = whole(reader, title, body, actions);
  // Rather no links than a card that Teams does not take.
  return body.some(hasLinks) && bytesOf(made) > largestCard ? { ...made, body: made.body.map(unlinked) } : made;
}

function whole(reader: Reader, title: string, body: Element[], actions: Action[]): Card {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: reader.language,
    fallbackText: joinedBraces(title),
    body: [{ ...heading(title), size: 'large', spacing: 'none' }, ...body.map(literal)],
    ...(actions.length > 0 ? { actions: actions.map(literalAction) } : {}),
  };
}

/** A heading inside a card. Ours or people's: Markdown in it is shown, not interpreted. */
export function heading(text: string): TextBlock {
  return {
    type: 'TextBlock',
    text: escapeMarkdown(text),
    wrap: true,
    style: 'heading',
    size: 'medium',
    weight: 'bolder',
    spacing: 'medium',
  };
}

/** A text of ours. Never people's words: a text block interprets Markdown. */
export function paragraph(text: string, options: Partial<Omit<TextBlock, 'type' | 'text' | 'wrap'>> = {}): TextBlock {
  return { type: 'TextBlock', text, wrap: true, ...options };
}

/** A text of ours in the background: dates, counts, hints. */
export function note(text: string): TextBlock {
  return paragraph(text, { isSubtle: true, size: 'small', spacing: 'small' });
}

/** What people wrote in the background: the help beside a question. */
export function writtenNote(text: string): RichTextBlock {
  return { type: 'RichTextBlock', inlines: linkedRuns(text, { isSubtle: true, size: 'small' }), spacing: 'small' };
}

/** What people wrote, shown letter by letter: text runs know no Markdown and no HTML. Its addresses can be pressed. */
export function written(
  text: string,
  options: { label?: string; spacing?: RichTextBlock['spacing'] } = {},
): RichTextBlock {
  const { label = '', spacing = 'small' } = options;
  if (label === '') return { type: 'RichTextBlock', inlines: linkedRuns(text || '–'), spacing };
  // A label that is a question, or ends its sentence, needs no colon.
  const lead = isolated(label) + (/[?!.:…]$/.test(label) ? ' ' : ': ');
  return {
    type: 'RichTextBlock',
    inlines: [...runs(lead, { weight: 'bolder' }), ...linkedRuns(isolated(text) || '–')],
    spacing,
  };
}

/** The same element, with labels and titles that no client takes for a template: unlike other text, they cannot be split in two elements. */
function literal(element: Element): Element {
  if (element.type === 'Container') return { ...element, items: element.items.map(literal) };
  if (element.type === 'ActionSet') return { ...element, actions: element.actions.map(literalAction) };
  if (!('label' in element)) return element;
  const named = { ...element, label: joinedBraces(element.label) };
  if (named.type !== 'Input.ChoiceSet') return named;
  return { ...named, choices: named.choices.map(({ title, value }) => ({ title: joinedBraces(title), value })) };
}

function literalAction(action: Action): Action {
  return { ...action, title: joinedBraces(action.title) };
}

/** A sign that is not seen stands between what would begin a template. */
function joinedBraces(text: string): string {
  return text.split(template).join('\u2060');
}

/** Where a template of a date or a time begins, which clients put into words of their own in every run of text. */
const template = /(?<=\{)(?=\{(?:DATE|TIME)\()/;

/** A text as runs that no client takes for a template: one ends where a template would begin. */
function runs(text: string, look: Omit<TextRun, 'type' | 'text'> = {}): TextRun[] {
  return text.split(template).map((part) => ({ type: 'TextRun', text: part, ...look }));
}

/** What the links of one text may add to a card, in bytes: a text of nothing but addresses fits all the same. */
const roomForLinks = 2500;

/** The same runs, with the addresses in them as links: the first ones, where there are very many. */
function linkedRuns(text: string, look: Omit<TextRun, 'type' | 'text'> = {}): TextRun[] {
  const made: TextRun[] = [];
  let [room, rest] = [roomForLinks, ''];
  for (const { text: part, href } of withAddresses(text)) {
    const linked = href === undefined ? [] : runs(isolated(part), { ...look, ...linkTo(href) });
    room -= bytesOf(linked);
    if (href === undefined || room < 0) rest += part;
    else {
      made.push(...(rest === '' ? [] : runs(rest, look)), ...linked);
      rest = '';
    }
  }
  return [...made, ...(rest === '' ? [] : runs(rest, look))];
}

/** A link is told from other text by more than its colour. */
function linkTo(url: string): Partial<TextRun> {
  return { color: 'accent', underline: true, selectAction: { type: 'Action.OpenUrl', url } };
}

function hasLinks(element: Element): boolean {
  if (element.type === 'Container') return element.items.some(hasLinks);
  return element.type === 'RichTextBlock' && element.inlines.some(({ selectAction }) => selectAction !== undefined);
}

function unlinked(element: Element): Element {
  if (element.type === 'Container') return { ...element, items: element.items.map(unlinked) };
  if (element.type !== 'RichTextBlock' || !hasLinks(element)) return element;
  const plain = ({ selectAction, underline: _underline, color, ...run }: TextRun): TextRun =>
    selectAction || color === undefined ? run : { ...run, color };
  return { ...element, inlines: element.inlines.map(plain) };
}

/** A line that stands out from those below it without being a heading. Ours or people's words. */
export function strong(text: string): RichTextBlock {
  return { type: 'RichTextBlock', inlines: runs(text, { weight: 'bolder' }), spacing: 'medium' };
}

/** Label and value pairs, one a line; values may be people's words. */
export function facts(pairs: readonly (readonly [label: string, value: string])[]): RichTextBlock[] {
  return pairs.filter(([, value]) => value !== '').map(([label, value]) => written(value, { label }));
}

/** A box that sets a message apart. The words carry the meaning; the colour only repeats it. */
export function box(style: NonNullable<Container['style']>, items: Element[]): Container {
  return { type: 'Container', style, items, spacing: 'medium' };
}

/** What is read by whoever wants to: a button that folds it out where it stands, without asking the bot. */
export function folded(title: string, body: Element[]): ActionSet {
  return { type: 'ActionSet', actions: [{ type: 'Action.ShowCard', title, card: { type: 'AdaptiveCard', body } }] };
}

/** What is wrong with the input that comes next, in words of ours. */
export function faultLine(text: string): RichTextBlock {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, weight: 'bolder', color: 'attention' }] };
}

/** One choice of several, no two of which look the same. A compact list when there are more than `expandedUpTo` choices, default 5. */
export function choice(
  input: Omit<InputChoiceSet, 'type' | 'style' | 'wrap' | 'key' | 'choices'> & {
    readonly choices: readonly (Called & { readonly value: string })[];
    readonly expandedUpTo?: number;
  },
): InputChoiceSet {
  const { expandedUpTo = 5, choices: given, ...others } = input;
  const titles = toldApart(given);
  const rest = { ...others, choices: given.map(({ title, value }, at) => ({ title: titles[at] ?? title, value })) };
  if (rest.isMultiSelect || rest.choices.length <= expandedUpTo) {
    // Clients take what stands beside a button for Markdown, and what stands in a compact list as it is.
    const choices = rest.choices.map(({ title, value }) => ({ title: escapeMarkdown(title), value }));
    return { type: 'Input.ChoiceSet', ...rest, choices, style: 'expanded', wrap: true };
  }
  // Without a key of its own, a list offers what the one at its place in the view before did; with another's, such as
  // that of the next row of a table, it is drawn twice and stays when it should go.
  return { type: 'Input.ChoiceSet', ...rest, style: 'compact', key: keyOf(rest) };
}

/** The same for the same list, and never another list's of the card. */
function keyOf({ id, choices }: Pick<InputChoiceSet, 'id' | 'choices'>): string {
  return createHash('sha256')
    .update(JSON.stringify([id, choices]))
    .digest('base64url')
    .slice(0, 12);
}

/** A time of day. An empty one says so in the reader's language. */
export function timeInput(reader: Reader, input: Omit<InputTime, 'type' | 'placeholder'>): InputTime {
  return { type: 'Input.Time', placeholder: reader.t('common:chooseTime'), ...input };
}

/** A day. An empty one says so in the reader's language: the client's own words are in the client's. */
export function dateInput(reader: Reader, input: Omit<InputDate, 'type' | 'placeholder'>): InputDate {
  return { type: 'Input.Date', placeholder: reader.t('common:chooseDay'), ...input };
}

/** A card that says something first, under its heading. */
export function saying(made: Card, element: Element): Card {
  const [title, ...rest] = made.body;
  return { ...made, body: [...(title ? [title] : []), element, ...rest] };
}

/** A link that opens in a browser. */
export function link(title: string, url: string): OpenUrlAction {
  return { type: 'Action.OpenUrl', title, url };
}

/** The largest card, in bytes as sent: Teams refuses those of more than 28 KB. */
export const largestCard = 25 * 1024;

/** The most actions of a card that Teams shows. */
const mostActions = 6;

/** A card with a way to the page about the same thing, unless it is full. `url` is what `Links.tab` gives. */
export function alsoOnPage(reader: Reader, made: Card, url: string): Card {
  const { actions = [] } = made;
  if (actions.length >= mostActions) return made;
  return { ...made, actions: [...actions, link(reader.t('common:openTab'), url)] };
}

/**
 * Text with the characters made harmless that Markdown would interpret, entities among them, and the two braces that
 * begin `{{DATE(…)}}`; at the beginning of a line also what makes it one of a list, a rule, or a heading of that before.
 */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]#~<>|&]|(?<=\{)\{/g, '\\$&')
    .replace(/^([^\S\n\r\u2028\u2029]*)([-+](?=\s|$)|[-=]+(?=[^\S\n\r\u2028\u2029]*$))/gm, '$1\\$2')
    .replace(/^([^\S\n\r\u2028\u2029]*\d+)([.)])(?=\s|$)/gm, '$1\\$2');
}
