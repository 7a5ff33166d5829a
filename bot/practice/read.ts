import { alsoOnPage } from '../../cards/build.ts';
import { practiceListCard } from '../../cards/practice/list.ts';
import { exampleCard, readCard } from '../../cards/practice/read.ts';
import { listPractices } from '../../domain/practice/lists.ts';
import { practiceView } from '../../domain/practice/view.ts';
import type { VerbHandlers } from '../feature.ts';
import { networkOf } from '../turn.ts';
import { openPractice } from './open.ts';

/** Looking at practices: the list, one practice, its text, and the example. */
export const reading: VerbHandlers<'practice.list' | 'practice.open' | 'practice.read' | 'practice.example'> = {
  'practice.list': async (turn, { state, page }) => {
    const { deps, actor, reader } = turn;
    const wish = { networkId: networkOf(turn).id, page, language: reader.language };
    const list = await listPractices(deps.store, actor, { ...wish, state: state === 'all' ? undefined : state });
    return alsoOnPage(reader, practiceListCard(reader, list), deps.links.tab('practices'));
  },
  'practice.open': (turn, { practiceId }) => openPractice(turn, practiceId),
  'practice.read': async (turn, { practiceId, page }) => {
    const { deps, actor, reader } = turn;
    const view = await practiceView(deps.store, actor, practiceId);
    const made = readCard(reader, view, deps.builtIn.practiceForms[view.practice.kind], page);
    return alsoOnPage(reader, made, deps.links.tab(`practices/${practiceId}`));
  },
  'practice.example': async ({ deps, reader }, { page }) => {
    const { practiceExample, practiceForms } = deps.builtIn;
    return exampleCard(reader, practiceExample, practiceForms[practiceExample.kind], page);
  },
};
