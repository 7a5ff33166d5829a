import type { ErrorCode, FieldFault } from '../domain/errors.ts';
import { readDay, readTimeOfDay } from '../domain/typed-time.ts';
import { box, faultLine, largestCard, paragraph, saying, written } from './build.ts';
import type { Card, Element, InputChoiceSet, InputText } from './card.ts';
import { type InputAbout, textOf } from './input.ts';
import type { Reader } from './reader.ts';
import { beginning, bytesOf, cut } from './shorten.ts';

/** A form as somebody sent it: what stood in its inputs, as the client put it, and what is wrong with which. */
export interface Sent {
  /** Why it was refused. */
  readonly code: ErrorCode;
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: Readonly<Record<string, FieldFault>>;
  /** What each input takes. */
  readonly about: ReadonlyMap<string, InputAbout>;
}

type Input = Extract<Element, { type: `Input.${string}` }>;

/**
 * A form that comes back as it was typed: every input holds what was sent, and what is wrong stands before the input that
 * it is wrong with, and once more under the heading, as on the page.
 */
export function filledIn(reader: Reader, made: Card, sent: Sent): Card {
  const marked: Element[] = [];
  const body = eachInput(asTyped(made, sent.values).body, (filled) => {
    const { id, label } = filled;
    const fault = sent.faults[id];
    if (fault === undefined) return [filled];
    const words = faultWords(reader, fault, sent.about.get(id), sent.values[id]);
    marked.push(written(words, { label: cut(label.replace(/ \*$/, ''), longestLabel) }));
    return [faultLine(words), filled];
  });
  if (marked.length === 0)
    return saying({ ...made, body }, box('attention', [paragraph(reader.t('common:checkForm'))]));
  const about = sent.code === 'INPUT_INVALID' ? 'common:check' : `errors:${sent.code}`;
  const summary = box('attention', [paragraph(reader.t(about, { hint: '' }).trim()), ...marked.slice(0, mostNamed)]);
  return fitting(reader, saying({ ...made, body }, summary));
}

/** A card whose inputs hold what was typed into them, whatever it was. */
export function asTyped(made: Card, values: Readonly<Record<string, unknown>>): Card {
  const hold = (input: Input) =>
    Object.hasOwn(values, input.id) ? [holding(input, textOf(values[input.id]))] : [input];
  return { ...made, body: eachInput(made.body, hold) };
}

function eachInput(elements: readonly Element[], change: (input: Input) => Element[]): Element[] {
  return elements.flatMap((element): Element[] => {
    if (element.type === 'Container') return [{ ...element, items: eachInput(element.items, change) }];
    if (isInput(element)) return change(element);
    if (element.type !== 'ColumnSet') return [element];
    const columns = element.columns.map((column) => ({ ...column, items: eachInput(column.items, change) }));
    return [{ ...element, columns }];
  });
}

/** The most bytes of an input's label in the summary, and how many inputs it names. */
const longestLabel = 150;
const mostNamed = 8;

function isInput(element: Element): element is Input {
  return element.type.startsWith('Input.');
}

/** What is wrong with an input, in words. */
export function faultWords({ t }: Reader, fault: FieldFault, about?: InputAbout, sent?: unknown): string {
  if (fault === 'required') return t(about?.kind === 'choice' ? 'common:chooseOne' : 'common:required');
  const text = textOf(sent);
  if (fault !== 'tooLong' || about?.longest === undefined || typeof text !== 'string')
    return t(`errors:field.${fault}`);
  return t('common:tooLong', { longest: about.longest, length: text.trim().length });
}

/** An input that holds what was typed; one that could not show it becomes an input of text. */
function holding(input: Input, text: unknown): Input {
  if (typeof text !== 'string') return input;
  switch (input.type) {
    case 'Input.Text':
      // Blanks around a text are no part of it.
      return input.value === text.trim() ? input : asText(input, text);
    case 'Input.Number':
      return text === '' || !Number.isFinite(Number(text)) ? asText(input, text) : { ...input, value: Number(text) };
    case 'Input.Date':
      return readBack(input, text, readDay(text.trim()));
    case 'Input.Time':
      return readBack(input, text, readTimeOfDay(text.trim()));
    case 'Input.ChoiceSet':
      return choosing(input, text);
  }
}

function readBack(
  input: Extract<Input, { type: 'Input.Date' | 'Input.Time' }>,
  text: string,
  read: ReturnType<typeof readDay>,
): Input {
  if (text.trim() === '') return { ...input, value: '' };
  return 'value' in read ? { ...input, value: read.value } : asText(input, text);
}

function asText(input: Input, value: string): InputText {
  const { id, label, isRequired, errorMessage } = input;
  const required = { ...(isRequired && { isRequired }), ...(errorMessage && { errorMessage }) };
  const { isMultiline, maxLength = Infinity } = input.type === 'Input.Text' ? input : {};
  const kept = { type: 'Input.Text', id, label, value, ...required, ...(isMultiline && { isMultiline }) } as const;
  // A client would cut off what goes beyond.
  return Number.isFinite(maxLength) && value.length <= maxLength ? { ...kept, maxLength } : kept;
}

/** A list shows what is among its choices; what its form has ticked stays, too. */
function choosing(input: InputChoiceSet, text: string): InputChoiceSet {
  const sent = input.isMultiSelect ? text.split(/[,;]/).map((one) => one.trim()) : [text.trim()];
  const before = input.isMultiSelect ? (input.value ?? '').split(',') : [];
  const known = input.choices.flatMap(({ value }) => (sent.includes(value) || before.includes(value) ? [value] : []));
  return known.length > 0 || text.trim() === '' ? { ...input, value: known.join(',') } : input;
}

/** Of what makes a card too large, only the beginning comes back, which it says. */
function fitting(reader: Reader, made: Card): Card {
  if (bytesOf(made) <= largestCard) return made;
  const said = saying(made, box('warning', [paragraph(reader.t('practice:fault.cut'))]));
  let card = said;
  for (let bytes = largestCard; bytes > 100 && bytesOf(card) > largestCard; bytes = Math.floor(bytes / 2)) {
    card = { ...said, body: said.body.map((element) => shortenedTo(element, bytes)) };
  }
  return card;
}

function shortenedTo(element: Element, bytes: number): Element {
  if (element.type === 'Container') {
    return { ...element, items: element.items.map((item) => shortenedTo(item, bytes)) };
  }
  return element.type === 'Input.Text' ? { ...element, value: beginning(element.value ?? '', bytes) } : element;
}
