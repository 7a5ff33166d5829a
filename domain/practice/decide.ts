import { AppError } from '../errors.ts';
import { networks } from '../network/network.ts';
import { onceMore } from '../once-more.ts';
import type { Actor } from '../rights.ts';
import { assertSeen } from '../seen.ts';
import { check, put, type StoreReader, type Write } from '../store.ts';
import { assertWithinReach, faulty } from '../typed-moment.ts';
import { type Deps, load } from '../use-case.ts';
import { announcement, letAuthorHear, practiceMessages, tellAuthor, updateOfPosted } from './announce.ts';
import { isOver, withLastDay } from './last-day.ts';
import { type Practice, practiceRevisions, practices, type Validation } from './practice.ts';
import { currentValidations, isApproval, savedRevision, shownOf } from './seen.ts';
import { type PracticeAction, step } from './states.ts';

/** The longest reason, in characters: for returning a practice, and for a verdict. */
export const longestReason = 2000;

/** A decision on a practice that needs nothing more said. */
export type Decision = Extract<
  PracticeAction,
  'openValidation' | 'markValidated' | 'select' | 'unselect' | 'retire' | 'restore'
>;

/** The hint when no organisation has found the current revision correct. */
const noApproval = 'noApproval';

/**
 * Moves a practice on its course: leads of its group and coordinators; selection is the coordinators' alone. Opening
 * the validation is told in the group's channel. Throws `PRACTICE_STATE` when the practice is not where the decision
 * applies, and with the hint `noApproval` when it cannot be marked validated because no organisation has found its
 * current revision correct, with changes or without; and `STALE` when the practice is another than was seen.
 */
export async function decideOnPractice(
  deps: Deps,
  actor: Actor,
  practiceId: string,
  decision: Decision,
  seen?: string,
): Promise<Practice> {
  return decide(deps, actor, practiceId, { decision, seen });
}

/** What a validation is opened with. */
export interface Opening {
  readonly practiceId: string;
  /** The last day to validate, `2026-12-24`, in the network's zone; empty for none. */
  readonly lastDay: string;
  readonly seen?: string | undefined;
}

/**
 * Opens the validation of a practice as `decideOnPractice` does, until a day that those who are asked to validate are
 * told. Throws `INPUT_INVALID` for a day that is past or farther ahead than anything is planned.
 */
export async function openValidation(
  deps: Deps,
  actor: Actor,
  { practiceId, lastDay, seen }: Opening,
): Promise<Practice> {
  return decide(deps, actor, practiceId, { decision: 'openValidation', seen, lastDay });
}

interface Decided {
  readonly decision: Decision;
  readonly seen: string | undefined;
  readonly lastDay?: string;
}

async function decide(
  deps: Deps,
  actor: Actor,
  practiceId: string,
  { decision, seen, lastDay = '' }: Decided,
): Promise<Practice> {
  return onceMore(async () => {
    const practice = await load(deps.store, practices, practiceId);
    const { state, membership } = step(actor, practice, decision);
    const { current, ground } = await judged(deps.store, practice);
    assertSeen(shownOf(practice, current), seen);
    if (decision === 'markValidated' && !current.some(isApproval)) {
      const hint = { hint: noApproval };
      throw new AppError('PRACTICE_STATE', `nobody approves practice ${practiceId} ${practice.revision}`, hint);
    }
    if (lastDay !== '') await assertAhead(deps, practice, lastDay);
    const moved: Practice = { ...withLastDay(practice, state, lastDay), state, updatedAt: deps.now().toISOString() };
    if (decision === 'restore') delete moved.returnReason;
    const by = { byMemberId: membership.memberId, cause: `v${practice.version}` };
    const told = [
      ...(decision === 'openValidation' ? [announcement(deps, moved)] : []),
      ...(decision === 'select' ? await letAuthorHear(deps, moved, practiceMessages.selected, by) : []),
    ];
    return commitMove(deps, practice, moved, [...told, ...ground]);
  });
}

/**
 * Returns a practice to its author, who is told why. Leads of its group and coordinators. Throws
 * `PRACTICE_REASON_MISSING` without a reason, `INPUT_INVALID` for one that is too long, and `STALE` when the practice is
 * another than was seen.
 */
export async function returnPractice(
  deps: Deps,
  actor: Actor,
  practiceId: string,
  reason: string,
  seen?: string,
): Promise<Practice> {
  return onceMore(async () => {
    const practice = await load(deps.store, practices, practiceId);
    const { state } = step(actor, practice, 'return');
    if (reason === '') {
      const fields = { reason: 'required' } as const;
      throw new AppError('PRACTICE_REASON_MISSING', `practice ${practiceId} returned without a reason`, { fields });
    }
    if (reason.length > longestReason) {
      throw new AppError('INPUT_INVALID', 'the reason is too long', { fields: { reason: 'tooLong' } });
    }
    const { current, ground } = await judged(deps.store, practice);
    assertSeen(shownOf(practice, current), seen);
    const returned: Practice = {
      ...withLastDay(practice, state),
      state,
      returnReason: reason,
      updatedAt: deps.now().toISOString(),
    };
    return commitMove(deps, practice, returned, [...(await tellAuthor(deps, returned)), ...ground]);
  });
}

/** Throws when a day to validate by is past where the network is, or absurdly far ahead. */
async function assertAhead({ store, now }: Deps, { networkId }: Practice, lastDay: string): Promise<void> {
  const { timeZone } = await load(store, networks, networkId);
  if (isOver(lastDay, now(), timeZone)) throw faulty('INPUT_INVALID', { lastDay: 'inPast' });
  assertWithinReach(lastDay, now(), 'lastDay', 'INPUT_INVALID');
}

/** What organisations say of a practice, and the check that none of them has said anything since. */
async function judged(store: StoreReader, practice: Practice): Promise<{ current: Validation[]; ground: Write[] }> {
  const saved = await savedRevision(store, practice);
  const current = await currentValidations(store, practice);
  return { current, ground: saved.map((revision) => check(practiceRevisions, revision)) };
}

async function commitMove(
  deps: Deps,
  before: Practice,
  after: Practice,
  alongside: readonly Write[],
): Promise<Practice> {
  await deps.store.commit([put(practices, after), ...alongside, ...(await updateOfPosted(deps, before))]);
  return after;
}
