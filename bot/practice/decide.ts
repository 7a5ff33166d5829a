import type { Card } from '../../cards/card.ts';
import { askRetireCard } from '../../cards/practice/ask.ts';
import { returnFormCard } from '../../cards/practice/say.ts';
import { isAppError } from '../../domain/errors.ts';
import { type Decision, decideOnPractice, longestReason, returnPractice } from '../../domain/practice/decide.ts';
import { practices } from '../../domain/practice/practice.ts';
import { type PracticeAction, step } from '../../domain/practice/states.ts';
import { load } from '../../domain/use-case.ts';
import type { Turn, VerbHandlers } from '../feature.ts';
import { openDone, orWhyNot } from './open.ts';

interface Pressed {
  readonly practiceId: string;
}

function decision(action: Decision) {
  return (turn: Turn, { practiceId }: Pressed): Promise<Card> =>
    orWhyNot(turn, practiceId, async () => {
      await decideOnPractice(turn.deps, turn.actor, practiceId, action);
      return openDone(turn, practiceId, action);
    });
}

async function decidable(turn: Turn, practiceId: string, action: PracticeAction) {
  const practice = await load(turn.deps.store, practices, practiceId);
  step(turn.actor, practice, action);
  return practice;
}

async function giveBack(turn: Turn, practiceId: string, reason: string): Promise<Card> {
  const { t } = turn.reader;
  try {
    await returnPractice(turn.deps, turn.actor, practiceId, reason);
    return await openDone(turn, practiceId, 'returned');
  } catch (error) {
    const missing = isAppError(error, 'PRACTICE_REASON_MISSING');
    if (!missing && !isAppError(error, 'INPUT_INVALID')) throw error;
    const tooLong = t('practice:fault.tooLong', { length: reason.length, longest: longestReason });
    const fault = missing ? t('errors:PRACTICE_REASON_MISSING') : tooLong;
    return returnFormCard(turn.reader, await decidable(turn, practiceId, 'return'), { values: { reason }, fault });
  }
}

/** Moving a practice on its course: leads of its group and coordinators. */
export const deciding: VerbHandlers<
  | 'practice.openValidation'
  | 'practice.markValidated'
  | 'practice.returnForm'
  | 'practice.return'
  | 'practice.select'
  | 'practice.unselect'
  | 'practice.askRetire'
  | 'practice.retire'
  | 'practice.restore'
> = {
  'practice.openValidation': decision('openValidation'),
  'practice.markValidated': decision('markValidated'),
  'practice.returnForm': (turn, { practiceId }) =>
    orWhyNot(turn, practiceId, async () =>
      returnFormCard(turn.reader, await decidable(turn, practiceId, 'return'), { values: { reason: '' } }),
    ),
  'practice.return': (turn, { practiceId, reason }) =>
    orWhyNot(turn, practiceId, () => giveBack(turn, practiceId, reason)),
  'practice.select': decision('select'),
  'practice.unselect': decision('unselect'),
  'practice.askRetire': (turn, { practiceId }) =>
    orWhyNot(turn, practiceId, async () => askRetireCard(turn.reader, await decidable(turn, practiceId, 'retire'))),
  'practice.retire': decision('retire'),
  'practice.restore': decision('restore'),
};
