import type { Card } from '../../cards/card.ts';
import { commentFormCard, validationFormCard } from '../../cards/practice/say.ts';
import { AppError, isAppError } from '../../domain/errors.ts';
import { organisations } from '../../domain/network/network.ts';
import { commentOnPractice } from '../../domain/practice/comment.ts';
import { practices } from '../../domain/practice/practice.ts';
import { step } from '../../domain/practice/states.ts';
import { openValidationForm, validatePractice } from '../../domain/practice/validate.ts';
import { load } from '../../domain/use-case.ts';
import type { DataOf, Forms, Turn, VerbHandlers } from '../feature.ts';
import { openDone, orWhyNot } from './open.ts';

async function commentForm(turn: Turn, practiceId: string, typed?: { commentId: string; text: string }) {
  const practice = await load(turn.deps.store, practices, practiceId);
  step(turn.actor, practice, 'comment');
  return commentFormCard(turn.reader, practice, { values: typed ?? { commentId: turn.deps.newId(), text: '' } });
}

async function comment(turn: Turn, data: DataOf<'practice.comment'>): Promise<Card> {
  await commentOnPractice(turn.deps, turn.actor, data);
  return openDone(turn, data.practiceId, 'commented');
}

interface Said {
  readonly verdict: string;
  readonly reason: string;
}

interface Again {
  readonly values: Said;
  readonly fault?: string;
}

/** The form for the revision that there is now, which says so when another was read. */
async function validationForm(turn: Turn, practiceId: string, read?: number, again?: Again): Promise<Card> {
  const { deps, actor, reader } = turn;
  const { practice, organisationId, earlier } = await openValidationForm(deps, actor, practiceId);
  const organisation = (await load(deps.store, organisations, organisationId)).name;
  const values = again?.values ?? { verdict: earlier?.verdict ?? '', reason: earlier?.reason ?? '' };
  const isOther = read !== undefined && read !== practice.revision;
  const fault = isOther ? reader.t('practice:newRevision') : again?.fault;
  return validationFormCard(reader, { practice, organisation, earlier, values, fault });
}

async function validate(turn: Turn, data: DataOf<'practice.validate'>): Promise<Card> {
  const { t } = turn.reader;
  const { practiceId, revision, verdict, reason } = data;
  const again = (fault: string) => validationForm(turn, practiceId, revision, { values: { verdict, reason }, fault });
  if (verdict === '') throw new AppError('INPUT_INVALID', 'no verdict', { fields: { verdict: 'required' } });
  try {
    await validatePractice(turn.deps, turn.actor, { practiceId, revision, verdict, reason });
  } catch (error) {
    // Another revision than the one that was read: what was typed stays, and the new text is to be read first.
    if (isAppError(error, 'CONFLICT')) return again(t('practice:newRevision'));
    throw error;
  }
  return openDone(turn, practiceId, 'validated');
}

/** What members say of a practice: comments, and their organisation's verdict. */
export const saying: VerbHandlers<
  'practice.commentForm' | 'practice.comment' | 'practice.validateForm' | 'practice.validate'
> = {
  'practice.commentForm': (turn, { practiceId }) => orWhyNot(turn, practiceId, () => commentForm(turn, practiceId)),
  'practice.comment': (turn, data) => orWhyNot(turn, data.practiceId, () => comment(turn, data)),
  'practice.validateForm': (turn, { practiceId, revision }) =>
    orWhyNot(turn, practiceId, () => validationForm(turn, practiceId, revision)),
  'practice.validate': (turn, data) => orWhyNot(turn, data.practiceId, () => validate(turn, data)),
};

/** The same forms as they were typed. */
export const sayingForms: Forms<'practice.comment' | 'practice.validate'> = {
  'practice.comment': (turn, data) => orWhyNot(turn, data.practiceId, () => commentForm(turn, data.practiceId, data)),
  'practice.validate': (turn, { practiceId, revision, ...values }) =>
    orWhyNot(turn, practiceId, () => validationForm(turn, practiceId, revision, { values })),
};
