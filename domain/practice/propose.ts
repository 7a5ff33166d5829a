import { assertRoomFor } from '../limits.ts';
import { networks } from '../network/network.ts';
import { onceMore } from '../once-more.ts';
import type { Actor } from '../rights.ts';
import { put, type Write } from '../store.ts';
import { assertVersion, type Deps, load } from '../use-case.ts';
import { announcement, updateOfPosted } from './announce.ts';
import { formOf, type OpenForm, sameText, writtenText } from './draft.ts';
import { faultsOfText, firstFaultyPage, type PracticeForms } from './form.ts';
import { isOver, withLastDay } from './last-day.ts';
import { type Practice, type PracticeRevision, practiceRevisions, practices } from './practice.ts';
import { step } from './states.ts';

/** How proposing went; what lacks something is a form open at the first page that does. */
export type Proposal =
  | { readonly outcome: 'proposed' | 'unchanged'; readonly practice: Practice }
  | { readonly outcome: 'lacking'; readonly form: OpenForm };

/**
 * Proposes what is written to the group: a revision that never changes again, told in the group's channel. A changed
 * text is validated anew. When the text that stands says the same already, it stays, so a second press changes nothing.
 * Throws `STALE` when there is something to propose that `expected`, the version that was read, does not hold, and
 * `LIMIT_REACHED`.
 */
export async function proposePractice(
  deps: Deps,
  actor: Actor,
  practiceId: string,
  forms: PracticeForms,
  expected?: number,
): Promise<Proposal> {
  return onceMore(() => proposeOnce(deps, actor, practiceId, forms, expected));
}

async function proposeOnce(
  deps: Deps,
  actor: Actor,
  practiceId: string,
  forms: PracticeForms,
  expected: number | undefined,
): Promise<Proposal> {
  const practice = await load(deps.store, practices, practiceId);
  const { state, membership } = step(actor, practice, 'propose');
  const form = forms[practice.kind];
  const text = writtenText(practice);
  const standing = practice.state !== 'draft' && practice.state !== 'returned';
  if (standing && sameText(text, practice)) return { outcome: 'unchanged', practice };
  assertVersion(practice, expected);
  const faults = faultsOfText(form, text);
  if (Object.keys(faults).length > 0) {
    return { outcome: 'lacking', form: formOf(practice, form, firstFaultyPage(form, faults), faults) };
  }
  assertRoomFor('revisions', practice.revision);
  const now = deps.now().toISOString();
  const revision = practice.state === 'draft' ? practice.revision : practice.revision + 1;
  const { draft: _taken, returnReason: _met, ...rest } = practice;
  const kept = await stillAhead(deps, withLastDay({ ...rest, state: practice.state }, state));
  const proposed: Practice = { ...kept, ...text, revision, state, updatedAt: now };
  const writes = [put(practices, proposed), revisionOf(proposed, membership.memberId), announcement(deps, proposed)];
  await deps.store.commit([...writes, ...(await updateOfPosted(deps, practice))]);
  return { outcome: 'proposed', practice: proposed };
}

/** Without a last day to validate by that is past: nobody can keep to it with the new text. */
async function stillAhead({ store, now }: Deps, practice: Practice): Promise<Practice> {
  const { validateBy, ...rest } = practice;
  if (validateBy === undefined) return practice;
  const { timeZone } = await load(store, networks, practice.networkId);
  return isOver(validateBy, now(), timeZone) ? rest : practice;
}

function revisionOf(practice: Practice, savedBy: string): Write {
  const { id: practiceId, networkId, kind, title, sections, filing, revision, updatedAt: savedAt } = practice;
  const saved: PracticeRevision = {
    id: `${practiceId}:${revision}`,
    version: 0,
    networkId,
    practiceId,
    kind,
    title,
    sections,
    filing,
    revision,
    savedBy,
    savedAt,
  };
  return put(practiceRevisions, saved);
}
