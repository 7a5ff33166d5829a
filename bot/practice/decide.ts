import type { Card } from '../../cards/card.ts';
import { askOpenValidationCard, askRetireCard } from '../../cards/practice/ask.ts';
import { returnFormCard } from '../../cards/practice/say.ts';
import { dayOf } from '../../domain/local-time.ts';
import { groups } from '../../domain/network/network.ts';
import { type Decision, decideOnPractice, openValidation, returnPractice } from '../../domain/practice/decide.ts';
import { practices } from '../../domain/practice/practice.ts';
import { currentValidations, shownOf } from '../../domain/practice/seen.ts';
import { type PracticeAction, step } from '../../domain/practice/states.ts';
import { seenOf } from '../../domain/seen.ts';
import { load } from '../../domain/use-case.ts';
import type { DataOf, Turn, VerbHandlers } from '../feature.ts';
import { openDone, orWhyNot } from './open.ts';

interface Pressed {
  readonly practiceId: string;
  readonly seen?: string | undefined;
}

function decision(action: Decision) {
  return (turn: Turn, { practiceId, seen }: Pressed): Promise<Card> =>
    orWhyNot(turn, practiceId, async () => {
      await decideOnPractice(turn.deps, turn.actor, practiceId, action, seen);
      return openDone(turn, practiceId, action);
    });
}

/** The practice that a decision is asked about, as it was seen on the card that led here, or as it is. */
async function decidable({ deps, actor }: Turn, { practiceId, seen }: Pressed, action: PracticeAction) {
  const practice = await load(deps.store, practices, practiceId);
  step(actor, practice, action);
  const now = async () => seenOf(shownOf(practice, await currentValidations(deps.store, practice)));
  return { practice, seen: seen || (await now()) };
}

async function returnForm(turn: Turn, pressed: Pressed, reason: string): Promise<Card> {
  const { practice, seen } = await decidable(turn, pressed, 'return');
  return returnFormCard(turn.reader, practice, { values: { reason }, seen });
}

/** Asks before the group is asked to validate, and until when; the same again as it was typed. */
export function askOpening(turn: Turn, pressed: Pressed): Promise<Card> {
  return orWhyNot(turn, pressed.practiceId, async () => {
    const { practice, seen } = await decidable(turn, pressed, 'openValidation');
    const group = await load(turn.deps.store, groups, practice.groupId);
    const today = dayOf(turn.deps.now(), turn.reader.timeZone);
    return askOpenValidationCard(turn.reader, { practice, group, seen, today });
  });
}

/** The form to return a practice as it was typed. */
export function returnAgain(turn: Turn, pressed: DataOf<'practice.return'>): Promise<Card> {
  return orWhyNot(turn, pressed.practiceId, () => returnForm(turn, pressed, pressed.reason));
}

async function giveBack(turn: Turn, { practiceId, reason, seen }: DataOf<'practice.return'>): Promise<Card> {
  await returnPractice(turn.deps, turn.actor, practiceId, reason, seen);
  return openDone(turn, practiceId, 'returned');
}

/** Moving a practice on its course: leads of its group and coordinators. */
export const deciding: VerbHandlers<
  | 'practice.askOpenValidation'
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
  'practice.askOpenValidation': askOpening,
  'practice.openValidation': (turn, { practiceId, lastDay, seen }) =>
    orWhyNot(turn, practiceId, async () => {
      await openValidation(turn.deps, turn.actor, { practiceId, lastDay, seen });
      return openDone(turn, practiceId, 'openValidation');
    }),
  'practice.markValidated': decision('markValidated'),
  'practice.returnForm': (turn, pressed) => orWhyNot(turn, pressed.practiceId, () => returnForm(turn, pressed, '')),
  'practice.return': (turn, pressed) => orWhyNot(turn, pressed.practiceId, () => giveBack(turn, pressed)),
  'practice.select': decision('select'),
  'practice.unselect': decision('unselect'),
  'practice.askRetire': (turn, pressed) =>
    orWhyNot(turn, pressed.practiceId, async () => {
      const { practice, seen } = await decidable(turn, pressed, 'retire');
      return askRetireCard(turn.reader, practice, seen);
    }),
  'practice.retire': decision('retire'),
  'practice.restore': decision('restore'),
};
