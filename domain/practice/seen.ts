import type { Shown } from '../seen.ts';
import type { StoreReader } from '../store.ts';
import { type Practice, type PracticeRevision, practiceRevisions, type Validation, validations } from './practice.ts';

/** What organisations say of the current revision of a practice. */
export async function currentValidations(
  store: StoreReader,
  { id: practiceId, revision }: Practice,
): Promise<Validation[]> {
  const found: Validation[] = [];
  for await (const one of store.stream(validations, { practiceId })) if (one.revision === revision) found.push(one);
  return found;
}

/**
 * The saved revision that verdicts are given on: each of them commits it anew, so that whoever has read it before the
 * verdicts, and commits a check of it, decides on all of them. None of a draft.
 */
export async function savedRevision(store: StoreReader, { id, revision }: Practice): Promise<PracticeRevision[]> {
  const saved = await store.get(practiceRevisions, `${id}:${revision}`);
  return saved ? [saved] : [];
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
