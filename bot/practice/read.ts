import { alsoOnPage, box, paragraph, saying } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import { practiceListCard } from '../../cards/practice/list.ts';
import { exampleCard, readCard } from '../../cards/practice/read.ts';
import { staleText } from '../../cards/stale.ts';
import { dayOf } from '../../domain/local-time.ts';
import { listPractices } from '../../domain/practice/lists.ts';
import { practiceView } from '../../domain/practice/view.ts';
import { changedSince } from '../../domain/seen.ts';
import type { DataOf, Forms, Turn, VerbHandlers } from '../feature.ts';
import { networkOf } from '../turn.ts';
import { openPractice } from './open.ts';

/** A page of a practice. When its text has become another while it was read, it is read again from the beginning. */
async function readPractice(turn: Turn, { practiceId, page, seen }: DataOf<'practice.read'>): Promise<Card> {
  const { deps, actor, reader } = turn;
  const view = await practiceView(deps.store, actor, practiceId);
  const isOvertaken = changedSince(view.shown, seen ?? '').includes('text');
  const reading = isOvertaken ? { page: 0 } : { page, seen };
  const today = dayOf(deps.now(), reader.timeZone);
  const made = readCard(reader, { ...view, today }, deps.builtIn.practiceForms[view.practice.kind], reading);
  const told = isOvertaken ? saying(made, box('attention', [paragraph(staleText(reader.t, 'text'))])) : made;
  return alsoOnPage(reader, told, deps.links.tab(`practices/${practiceId}`));
}

const list = async (turn: Turn, { state, page }: DataOf<'practice.list'>): Promise<Card> => {
  const { deps, actor, reader } = turn;
  const query = { networkId: networkOf(turn).id, page, language: reader.language };
  const today = dayOf(deps.now(), reader.timeZone);
  const found = await listPractices(deps.store, actor, { ...query, state: state === 'all' ? undefined : state });
  return alsoOnPage(reader, practiceListCard(reader, found, today), deps.links.tab('practices'));
};

/** The list again where nothing, or what is not in it, was chosen. */
export const readingForms: Forms<'practice.list' | 'practice.open'> = {
  'practice.list': list,
  'practice.open': (turn) => list(turn, { state: 'all', page: 0 }),
};

/** Looking at practices: the list, one practice, its text, and the example. */
export const reading: VerbHandlers<'practice.list' | 'practice.open' | 'practice.read' | 'practice.example'> = {
  'practice.list': list,
  'practice.open': (turn, { practiceId }) => openPractice(turn, practiceId),
  'practice.read': readPractice,
  'practice.example': async ({ deps, reader }, { page }) => {
    const { practiceExample, practiceForms } = deps.builtIn;
    return exampleCard(reader, practiceExample, practiceForms[practiceExample.kind], page);
  },
};
