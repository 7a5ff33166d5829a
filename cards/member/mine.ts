import type { Network } from '../../domain/network/network.ts';
import { type MineItem, type Topic, topics } from '../../domain/noun.ts';
import { card, heading, note, paragraph, strong, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import { byText } from '../practice/last-day.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { toldApart } from '../told-apart.ts';
import { networkKey } from '../within.ts';

const mostShown = 8;
/** Of each noun, and in all. */
const mostButtons = 3;
const mostActions = 6;
const longestTitle = 40;
const longestLine = 160;
const mostNetworks = 6;
const longestName = 80;

/** What waits for somebody in one of their networks; `reader` has its zone. */
export interface MinePart {
  readonly items: readonly MineItem[];
  readonly network: Network;
  readonly reader: Reader;
}

/** What waits for this reader, network by network when they are in several: surveys to answer first. */
export function mineCard(reader: Reader, parts: readonly MinePart[], title = reader.t('page:home.waiting')): Card {
  const [only, second] = parts;
  if (only && !second) {
    const body = linesOf(only, mostShown);
    return card(reader, title, body.length > 0 ? body : [nothing(reader)], buttonsFor(parts));
  }
  const shown = parts.slice(0, mostNetworks);
  const perNetwork = Math.max(2, Math.floor(mostShown / shown.length));
  const body = shown.flatMap((part) => {
    const lines = linesOf(part, perNetwork, strong);
    return [
      heading(shortened(reader.pick(part.network.name), longestName)),
      ...(lines.length > 0 ? lines : [nothing(reader)]),
    ];
  });
  const rest = parts.length - shown.length;
  const more = rest > 0 ? [note(reader.t('member:moreNetworks', { count: rest }))] : [];
  return card(reader, title, [...body, ...more], buttonsFor(parts));
}

/** What waits for somebody in one network, as they are told once a week: it says why, and how to end that. */
export function digestCard(part: MinePart): Card {
  const { reader } = part;
  const { t } = reader;
  const why = note(t('member:digestWhy', { word: t('commands:language.word') }));
  return card(reader, t('member:digestTitle'), [why, ...linesOf(part, mostShown)], buttonsFor([part]));
}

function ofNoun({ items }: MinePart, noun: Topic): readonly MineItem[] {
  return items.filter((item) => item.noun === noun);
}

/** What some of the items are called, of which no two look the same. */
function titlesOf({ reader }: MinePart, items: readonly MineItem[], longest: number): string[] {
  return toldApart(
    items.map(({ title, dueAt, updatedAt = dueAt }) => ({
      title: shortened(reader.pick(title), longest),
      beside: [updatedAt && reader.day(updatedAt)],
    })),
  );
}

function nothing({ t }: Reader): Element {
  return paragraph(t('page:home.nothing'));
}

function linesOf(part: MinePart, most: number, title: (text: string) => Element = heading): Element[] {
  const { t } = part.reader;
  return topics.flatMap((noun) => {
    const items = ofNoun(part, noun);
    if (items.length === 0) return [];
    const rest = items.length - most;
    const names = titlesOf(part, items, longestLine);
    return [
      title(t(`member:mine.${noun}`)),
      ...items.slice(0, most).map((item, at) => lineOf(part, item, names[at] ?? '')),
      ...(rest > 0 ? [note(t('member:more', { count: rest }))] : []),
    ];
  });
}

/** Its title, and when it takes place or until when it can be done. */
function lineOf({ reader }: MinePart, { title, state, dueAt, lastDay, span }: MineItem, name: string): Element {
  const { t } = reader;
  const label = shortened(reader.pick(title), longestLine);
  if (span) return written(reader.span(span.startsAt, span.endsAt), { label });
  if (lastDay !== undefined) return written(byText(reader, lastDay), { label: name });
  if (dueAt === undefined) return written(name);
  const until = t(state === 'done' ? 'member:changeable' : 'survey:closesAt', { moment: reader.moment(dueAt) });
  return written(`${t(`member:${lineStates[state]}`)} – ${until}`, { label });
}

const lineStates = { open: 'open', begun: 'begun', done: 'submitted' } as const;

interface Button {
  /** How many of the noun's items have one of their own. */
  readonly most: number;
  make(reader: Reader, item: MineItem, title: string): ReturnType<typeof execute>;
}

/** What a button does about an item. The schedule shows every meeting, so one leads to it. */
const buttons: Readonly<Record<Topic, Button>> = {
  survey: {
    most: mostButtons,
    make: ({ t }, { id }, title) => execute('survey.answer', t('page:answer.title', { title }), { surveyId: id }),
  },
  practice: {
    most: mostButtons,
    make: ({ t }, { id }, title) => execute('practice.open', t('member:openPractice', { title }), { practiceId: id }),
  },
  meeting: { most: 1, make: ({ t }) => execute('command.open', t('meeting:toSchedule'), { name: 'schedule' }) },
};

/** Buttons for what comes first: a card shows six at most. */
function buttonsFor(parts: readonly MinePart[]): Action[] {
  const each = Object.entries(buttons).map(([noun, { most, make }]) =>
    parts.flatMap((part) => buttonsIn(part, noun as Topic, make, parts.length > 1)).slice(0, most),
  );
  while (each.flat().length > mostActions)
    each
      .toSorted((a, b) => a.length - b.length)
      .at(-1)
      ?.pop();
  return each.flat();
}

function buttonsIn(part: MinePart, noun: Topic, make: Button['make'], several: boolean): Action[] {
  const open = ofNoun(part, noun).filter(({ state }) => state !== 'done');
  const titles = titlesOf(part, open, longestTitle);
  return open.map((item, at) => {
    const button = make(part.reader, item, titles[at] ?? '');
    // What a button leads to stays in its network.
    return several ? { ...button, data: { ...button.data, [networkKey]: part.network.id } } : button;
  });
}
