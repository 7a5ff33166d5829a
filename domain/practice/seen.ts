import type { Shown } from '../seen.ts';
import type { StoreReader } from '../store.ts';
import { type Practice, type Validation, validations } from './practice.ts';

/** What organisations say of the current revision of a practice. */
export async function currentValidations(
  store: StoreReader,
  { id: practiceId, revision }: Practice,
): Promise<Validation[]> {
  const found: Validation[] = [];
  for await (const one of store.stream(validations, { practiceId })) if (one.revision === revision) found.push(one);
  return found;
}

/** Whether a verdict speaks for a practice, with changes or without. */
export function isApproval({ verdict }: Validation): boolean {
  return verdict === 'correct' || verdict === 'correctWithChanges';
}

/**
 * What is shown of a practice that a decision on it rests on: the text that stands, where it stands, and which
 * organisations do not approve of it. A change that is being written beside it is not decided about, and who approves
 * of it takes nothing from a decision.
 */
export function shownOf(practice: Practice, current: readonly Validation[]): Shown {
  const { state, returnReason, revision, title, sections, filing } = practice;
  const against = current.filter((one) => !isApproval(one));
  const opinions = against.map(({ organisationId, verdict, reason }) => [organisationId, verdict, reason]);
  return {
    state: [state, returnReason],
    text: [revision, title, sections, filing],
    opinions: opinions.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  };
}
