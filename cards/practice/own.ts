import type { PracticeOffer } from '../../domain/practice/states.ts';
import type { PracticeView } from '../../domain/practice/view.ts';
import { seenOf } from '../../domain/seen.ts';
import { box, card, note, written } from '../build.ts';
import type { Action, Card, ExecuteAction } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { titleOf } from './blocks.ts';
import { filingFacts, standingFacts } from './facts.ts';
import { someReasons, tallyLine } from './opinions.ts';

/** What just happened, in words of ours: done, or why not. */
export interface Notice {
  readonly style: 'good' | 'attention';
  readonly text: string;
}

const isApproved = ({ correct, correctWithChanges }: PracticeView['tallies']) => correct + correctWithChanges > 0;

const mostButtons = 6;

/** A practice's own card: what it is, where it stands, what was said of it, and what this reader can do. */
export function practiceCard(reader: Reader, view: PracticeView, notice?: Notice): Card {
  const { t } = reader;
  const { practice, offers, remarks } = view;
  // Commenting stands in the reading view too, so it is what gives way.
  const fitting = offers.length < mostButtons ? offers : offers.filter((offer) => offer !== 'comment');
  const changing = offers.includes('edit') && practice.draft !== undefined;
  return card(
    reader,
    titleOf(reader, practice),
    [
      ...(notice ? [box(notice.style, [written(notice.text)])] : []),
      ...standingFacts(reader, view),
      ...filingFacts(reader, practice),
      ...tallyLine(reader, view, t('page:practice.opinions')),
      ...someReasons(reader, view),
      ...(remarks.length > 0 ? [note(t('practice:commentCount', { count: remarks.length }))] : []),
      ...(offers.includes('markValidated') && !isApproved(view.tallies)
        ? [note(t('page:practice.notYetValidated'))]
        : []),
      ...(changing ? [note(t('writing:changingNote'))] : []),
    ],
    [
      ...fitting.map((offer) => offerButton(reader, view, offer)),
      execute('practice.list', t('practice:startTitle'), { state: 'all', page: 0 }),
    ],
  );
}

const verbOf = {
  validate: 'practice.validateForm',
  comment: 'practice.commentForm',
  openValidation: 'practice.askOpenValidation',
  markValidated: 'practice.markValidated',
  select: 'practice.select',
  unselect: 'practice.unselect',
  return: 'practice.returnForm',
  retire: 'practice.askRetire',
  restore: 'practice.restore',
} as const satisfies Record<Exclude<PracticeOffer, 'read' | 'edit'>, string>;

const forward: readonly PracticeOffer[] = ['openValidation', 'markValidated', 'select'];

function offerButton(reader: Reader, { practice, shown, tallies }: PracticeView, offer: PracticeOffer): Action {
  const { t } = reader;
  const data = { practiceId: practice.id };
  if (offer === 'read') return execute('practice.read', t('practice:do.read'), { ...data, page: 0 });
  if (offer === 'edit') {
    return execute('practice.edit', t(practice.draft ? 'practice:do.editOn' : 'practice:do.edit'), data);
  }
  // It is refused while no organisation has found the text correct: then it is not the thing to do.
  const isRipe = offer !== 'markValidated' || isApproved(tallies);
  const style: Pick<ExecuteAction, 'style'> = forward.includes(offer) && isRipe ? { style: 'positive' } : {};
  const title = t(`practice:do.${offer}`);
  if (offer === 'comment') return execute(verbOf[offer], title, data);
  if (offer === 'validate') return execute(verbOf[offer], title, { ...data, revision: practice.revision });
  return execute(verbOf[offer], title, { ...data, seen: seenOf(shown) }, style);
}
