import { createHash } from 'node:crypto';
import { comparable } from '../domain/text.ts';
import { choice, note } from './build.ts';
import type { Action, Element } from './card.ts';
import { isSearched } from './pick-one.ts';
import type { Picking } from './picking.ts';
import type { Reader } from './reader.ts';
import { shortened } from './shorten.ts';
import { toldApart } from './told-apart.ts';

/** How many things stand on one page of a list to choose several from. */
const perPage = 25;
const longestTitle = 50;
/** So many characters stand for a thing: two of a thousand have the same ones in one list of a hundred thousand. */
const keyLength = 6;

/** What is chosen by now, and what of the list is to be shown. */
export interface Picked {
  readonly chosen: ReadonlySet<string>;
  readonly search: string;
  readonly page: number;
}

interface Typed {
  readonly pickSearch: string;
  readonly picking?: Picking | undefined;
}

/** What is chosen among these ids: those that are checked on the page that was shown, and those on the others. */
export function pickedAmong(
  ids: readonly string[],
  checked: readonly string[],
  { pickSearch: search, picking }: Typed,
): Picked {
  const { others = '', shown = '', searched = search, page = 0, every } = picking ?? {};
  const onPage = keysIn(shown);
  const elsewhere = keysIn(others.replace('~', ''));
  const isChosen = (id: string) => {
    if (every) return every === 'all';
    const key = keyOf(id);
    return onPage.has(key)
      ? checked.includes(id)
      : checked.includes(id) || elsewhere.has(key) !== others.startsWith('~');
  };
  return { chosen: new Set(ids.filter(isChosen)), search, page: search === searched ? page : 0 };
}

/** Several of many things to be chosen. */
export interface PickMany {
  readonly id: string;
  readonly label: string;
  readonly items: readonly { readonly id: string; readonly title: string }[];
  readonly picked: Picked;
}

/** A list to choose several from, and what its buttons say. */
export interface ManyPicked {
  readonly elements: readonly Element[];
  /** For buttons that go on with what is chosen, or search. Undefined where all stand on one page. */
  readonly here: Picking | undefined;
  /** For a button to the next page, which after the last is the first. Undefined where there is one. */
  readonly next: Picking | undefined;
  /** For buttons that choose everything or nothing. */
  readonly every: (which: 'all' | 'none') => Picking;
}

/** A list of any length to choose several from: a page at a time, what is chosen staying, and all of it at once. */
export function pickMany({ t }: Reader, { id, label, items, picked }: PickMany): ManyPicked {
  const { chosen, search } = picked;
  const isLong = isSearched(items);
  const found = isLong ? items.filter(({ title }) => comparable(title).includes(comparable(search))) : items;
  const pages = isLong ? Math.max(1, Math.ceil(found.length / perPage)) : 1;
  const page = Math.min(picked.page, pages - 1);
  const shown = isLong ? found.slice(page * perPage, (page + 1) * perPage) : found;
  const here: Picking = {
    others: keysOf(
      items.filter((item) => !shown.includes(item)).map((item) => item.id),
      chosen,
    ),
    shown: shown.map((item) => keyOf(item.id)).join(''),
    searched: search,
    page,
  };
  // Among all of them, so that each is called the same on whichever page it stands.
  const apart = toldApart(items.map(({ title }) => ({ title: shortened(title, longestTitle) })));
  const titles = new Map(items.map((item, at) => [item, apart[at]]));
  const list = choice({
    id,
    label,
    isMultiSelect: true,
    value: shown.flatMap((item) => (chosen.has(item.id) ? item.id : [])).join(','),
    choices: shown.map((item) => ({ title: titles.get(item) ?? item.title, value: item.id })),
  });
  const every = (which: 'all' | 'none') => ({ ...here, others: '', shown: '', every: which });
  if (!isLong) return { elements: [list], here: undefined, next: undefined, every };
  return {
    elements: [
      {
        type: 'Input.Text',
        id: 'pickSearch',
        label: t('common:searchFor', { label: label.replace(/ \*$/, '') }),
        value: search,
        maxLength: 100,
      },
      note(t('common:picked', { chosen: chosen.size, total: items.length })),
      ...(shown.length > 0 ? [list] : [note(t('common:nothingFound'))]),
      ...(pages > 1 ? [note(t('common:pageOf', { page: page + 1, pages }))] : []),
    ],
    here,
    next: pages > 1 ? { ...here, page: (page + 1) % pages } : undefined,
    every,
  };
}

/** The data of a button that goes on with what is chosen. */
export function pickingData(here: Picking | undefined): { picking?: Picking } {
  return here ? { picking: here } : {};
}

/** The buttons of a list that has several pages; none for one that stands on one. */
export function pickingButtons(
  { t }: Reader,
  { here, next, every }: ManyPicked,
  button: (title: string, picking: Picking) => Action,
): Action[] {
  if (!here) return [];
  return [
    button(t('common:find'), here),
    ...(next ? [button(t('common:nextPage'), next)] : []),
    button(t('common:pickAll'), every('all')),
    button(t('common:pickNone'), every('none')),
  ];
}

function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, keyLength);
}

function keysIn(joined: string): ReadonlySet<string> {
  return new Set(
    Array.from({ length: joined.length / keyLength }, (_none, at) =>
      joined.slice(at * keyLength, (at + 1) * keyLength),
    ),
  );
}

function keysOf(ids: readonly string[], chosen: ReadonlySet<string>): string {
  const [yes, no] = [ids.filter((id) => chosen.has(id)), ids.filter((id) => !chosen.has(id))];
  return yes.length <= no.length ? yes.map(keyOf).join('') : `~${no.map(keyOf).join('')}`;
}
