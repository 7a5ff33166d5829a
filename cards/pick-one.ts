import { comparable } from '../domain/text.ts';
import { choice, note } from './build.ts';
import type { Element, InputChoiceSet } from './card.ts';
import type { Reader } from './reader.ts';
import { shortened } from './shorten.ts';
import { type Called, toldApart } from './told-apart.ts';

/** More choices than this do not fit into a card beside the rest of a form. */
export const mostPicked = 40;

const longestTitle = 60;

/** One of many things to be chosen, such as the groups of a network. */
export interface PickOne {
  readonly id: string;
  readonly label: string;
  /** What is chosen; empty for nothing. */
  readonly value: string;
  readonly choices: readonly Choice[];
  /** Choices that stand before and after these whatever is searched. */
  readonly before?: readonly Choice[];
  readonly after?: readonly Choice[];
  /** The one among the choices that stands there whatever is searched, beside the chosen one. */
  readonly own?: string | undefined;
  /** What was searched, in the input that `searchInput` names. */
  readonly search?: string | undefined;
  readonly options?: Partial<Pick<InputChoiceSet, 'placeholder' | 'isRequired' | 'errorMessage'>> & {
    readonly expandedUpTo?: number;
  };
}

type Choice = InputChoiceSet['choices'][number] & Pick<Called, 'beside'>;

/** The input in which the choices of another one are searched. */
export function searchInput(id: string): string {
  return `${id}Search`;
}

/** Whether there are so many choices that they are searched: then the card needs a button that does it. */
export function isSearched(choices: readonly unknown[]): boolean {
  return choices.length > mostPicked;
}

/**
 * A choice of one of many. Of more than fit it offers those whose name has in it what was searched; what is chosen stays,
 * whatever is searched next.
 */
export function pickOne(reader: Reader, pick: PickOne): Element[] {
  const { t } = reader;
  const { id, label, value, choices, before = [], after = [], search = '', options = {} } = pick;
  const offered = isSearched(choices) ? matching(pick, search) : choices;
  const all = [...before, ...choices, ...after];
  const short = all.map(({ title, beside = [] }) => ({ title: shortened(title, longestTitle), beside }));
  // Among all of them, so that each is called the same whatever is searched.
  const titles = new Map(toldApart(short).map((title, at) => [all[at], title]));
  const titled = [...before, ...offered, ...after].map((one) => ({ ...one, title: titles.get(one) ?? one.title }));
  const made = choice({ id, label, value, ...options, choices: titled });
  if (!isSearched(choices)) return [made];
  return [
    {
      type: 'Input.Text',
      id: searchInput(id),
      label: t('common:searchFor', { label: label.replace(/ \*$/, '') }),
      value: search,
      maxLength: 100,
    },
    made,
    note(t('common:offered', { shown: offered.length, total: choices.length })),
  ];
}

function matching({ choices, value: chosen, own }: PickOne, search: string): readonly Choice[] {
  const wanted = comparable(search);
  const found = choices.filter(({ title }) => comparable(title).includes(wanted)).slice(0, mostPicked);
  const kept = choices.filter((one) => [chosen, own].includes(one.value) && !found.includes(one));
  return [...kept, ...found];
}
