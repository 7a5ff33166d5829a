import { listPage, type PracticeItem, type PracticeList } from '../../domain/practice/lists.ts';
import { practiceStates } from '../../domain/practice/practice.ts';
import { inLine, isolated } from '../../locales/isolated.ts';
import { card, choice, note, paragraph, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { pageButtons } from './blocks.ts';
import { validateByText } from './last-day.ts';

const longestTitleShown = 150;

/** A network's practices of one state or of all, ten at a time, to choose one from. `today` is local to it: without it nothing is late. */
export function practiceListCard(reader: Reader, list: PracticeList, today = ''): Card {
  const { t } = reader;
  const state = list.state ?? 'all';
  return card(
    reader,
    t('practice:startTitle'),
    [stateChoice(reader, list), ...items(reader, list, today)],
    [
      ...(list.total > 0 ? [execute('practice.open', t('practice:openChosen'), {}, { style: 'positive' })] : []),
      // The chosen state stands in an input, which must not go along to another page of this list.
      ...pageButtons(reader, list, (title, page) =>
        execute('practice.list', title, { state, page }, { associatedInputs: 'none' }),
      ),
      execute('practice.list', t('practice:showState'), { page: 0 }),
      execute('practice.start', t('practice:backToStart'), {}, { associatedInputs: 'none' }),
    ],
  );
}

function stateChoice(reader: Reader, { state, counts }: PracticeList): Element {
  const { t } = reader;
  const counted = practiceStates.filter((one) => counts[one] > 0 || one === state);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const title = (label: string, count: number) => t('practice:countedState', { label, count });
  return choice({
    id: 'state',
    label: t('survey:state'),
    value: state ?? 'all',
    choices: [
      { title: title(t('page:list.all'), all), value: 'all' },
      ...counted.map((one) => ({ title: title(t(`terms:practiceState.${one}`), counts[one]), value: one })),
    ],
    expandedUpTo: 0,
  });
}

function items(reader: Reader, list: PracticeList, today: string): Element[] {
  const { t } = reader;
  if (list.total === 0) return [paragraph(t('practice:none'))];
  const first = list.page * listPage + 1;
  const title = (item: PracticeItem, index: number) =>
    `${first + index}. ${isolated(shortened(reader.pick(item.title), longestTitleShown))}`;
  return [
    note(t('practice:listPage', { count: list.total, page: list.page + 1, pages: list.pages })),
    ...list.items.map((item, index) => written(about(reader, item, today), { label: title(item, index) })),
    // A compact list: titles are people's words, and only there they are not read as Markdown.
    choice({
      id: 'practiceId',
      label: t('practice:choose'),
      value: list.items[0]?.id ?? '',
      choices: list.items.map((item, index) => ({ title: title(item, index), value: item.id })),
      expandedUpTo: 0,
    }),
  ];
}

function about(reader: Reader, item: PracticeItem, today: string): string {
  const { t } = reader;
  const { kind, state, organisation } = item;
  return inLine([
    t(`terms:practiceKind.${kind}`),
    t(`terms:practiceState.${state}`),
    validateByText(reader, item, today),
    organisation,
  ]);
}
