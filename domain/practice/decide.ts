import { AppError } from '../errors.ts';
import type { Actor } from '../rights.ts';
import { put, type Write } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { announcement, tellAuthor, updateOfPosted } from './announce.ts';
import { type Practice, practices, validations } from './practice.ts';
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
 * current revision correct, with changes or without.
 */
export async function decideOnPractice(
  deps: Deps,
  actor: Actor,
  practiceId: string,
  decision: Decision,
): Promise<Practice> {
  const practice = await load(deps.store, practices, practiceId);
  const { state } = step(actor, practice, decision);
  if (decision === 'markValidated' && !(await isApproved(deps, practice))) {
    const hint = { hint: noApproval };
    throw new AppError('PRACTICE_STATE', `no organisation approves practice ${practiceId} ${practice.revision}`, hint);
  }
  const moved: Practice = { ...practice, state, updatedAt: deps.now().toISOString() };
  if (decision === 'restore') delete moved.returnReason;
  const told = decision === 'openValidation' ? [announcement(deps, moved)] : [];
  return commitMove(deps, practice, moved, told);
}

async function isApproved(deps: Deps, { id: practiceId, revision }: Practice): Promise<boolean> {
  for await (const validation of deps.store.stream(validations, { practiceId })) {
    if (validation.revision !== revision) continue;
    if (validation.verdict === 'correct' || validation.verdict === 'correctWithChanges') return true;
  }
  return false;
}

/**
 * Returns a practice to its author, who is told why. Leads of its group and coordinators. Throws
 * `PRACTICE_REASON_MISSING` without a reason, and `INPUT_INVALID` for one that is too long.
 */
export async function returnPractice(deps: Deps, actor: Actor, practiceId: string, reason: string): Promise<Practice> {
  const practice = await load(deps.store, practices, practiceId);
  const { state } = step(actor, practice, 'return');
  if (reason === '') throw new AppError('PRACTICE_REASON_MISSING', `practice ${practiceId} returned without a reason`);
  if (reason.length > longestReason) {
    throw new AppError('INPUT_INVALID', 'the reason is too long', { fields: { reason: 'tooLong' } });
  }
  const returned: Practice = { ...practice, state, returnReason: reason, updatedAt: deps.now().toISOString() };
  return commitMove(deps, practice, returned, await tellAuthor(deps, returned));
}

async function commitMove(deps: Deps, before: Practice, after: Practice, told: readonly Write[]): Promise<Practice> {
  await deps.store.commit([put(practices, after), ...told, ...(await updateOfPosted(deps, before))]);
  return after;
}
