import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import type { Actor, Membership } from '../rights.ts';
import { check, put, type StoreReader } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { letAuthorHear, practiceMessages } from './announce.ts';
import { longestReason } from './decide.ts';
import { type Practice, practiceRevisions, practices, type Validation, validations } from './practice.ts';
import { savedRevision } from './seen.ts';
import { isOwn, step } from './states.ts';

export type Verdict = Validation['verdict'];

/** What a member's organisation says of a practice. */
export interface NewValidation {
  readonly practiceId: string;
  /** The revision that was read. */
  readonly revision: number;
  readonly verdict: Verdict;
  /** Empty when none is given. */
  readonly reason: string;
}

/** A practice that this actor may validate, and what their organisation has said of its current revision. */
export interface Validating {
  readonly practice: Practice;
  readonly organisationId: string;
  readonly earlier: Validation | undefined;
}

/**
 * Whether and for whom an actor may validate a practice. Throws `PRACTICE_STATE` when it is not in validation,
 * `PRACTICE_OWN` to its author and their organisation, and `ORGANISATION_MISSING` to a member without an organisation.
 */
export async function openValidationForm(deps: Deps, actor: Actor, practiceId: string): Promise<Validating> {
  const { practice, organisationId } = await validating(deps, actor, practiceId);
  return { practice, organisationId, earlier: await validationOf(deps.store, practice, organisationId) };
}

/**
 * Keeps what an organisation says of the current revision, in place of what it said before. Throws what
 * `openValidationForm` throws, `CONFLICT` when another revision was read, and `PRACTICE_REASON_MISSING` for any
 * verdict but `correct` without a reason.
 */
export async function validatePractice(deps: Deps, actor: Actor, said: NewValidation): Promise<Validation> {
  return onceMore(async () => {
    const { practice, organisationId, membership } = await validating(deps, actor, said.practiceId);
    if (said.revision !== practice.revision) {
      throw new AppError('CONFLICT', `practice ${practice.id} has the revision ${practice.revision} now`);
    }
    if (said.reason === '' && said.verdict !== 'correct') {
      throw new AppError('PRACTICE_REASON_MISSING', `${said.verdict} without a reason`, {
        fields: { reason: 'required' },
      });
    }
    if (said.reason.length > longestReason) {
      throw new AppError('INPUT_INVALID', 'the reason is too long', { fields: { reason: 'tooLong' } });
    }
    const validation: Validation = {
      id: validationId(practice, organisationId),
      version: (await validationOf(deps.store, practice, organisationId))?.version ?? 0,
      networkId: practice.networkId,
      practiceId: practice.id,
      revision: practice.revision,
      memberId: membership.memberId,
      organisationId,
      verdict: said.verdict,
      ...(said.reason === '' ? {} : { reason: said.reason }),
      updatedAt: deps.now().toISOString(),
    };
    const by = { byMemberId: membership.memberId, cause: `${validation.id} ${validation.version}` };
    await deps.store.commit([
      put(validations, validation),
      ...(await letAuthorHear(deps, practice, practiceMessages.judged, by)),
      // A verdict is never on what is no longer in validation, or says something else by now.
      check(practices, practice),
      // Whoever decides on what the verdicts say is too late when there is another.
      ...(await savedRevision(deps.store, practice)).map((revision) => put(practiceRevisions, revision)),
    ]);
    return validation;
  });
}

async function validating(deps: Deps, actor: Actor, practiceId: string) {
  const practice = await load(deps.store, practices, practiceId);
  const { membership } = step(actor, practice, 'validate');
  return { practice, membership, organisationId: organisationFor(practice, membership) };
}

function organisationFor(practice: Practice, membership: Membership): string {
  const { memberId, organisationId } = membership;
  if (isOwn(practice, membership)) throw new AppError('PRACTICE_OWN', `${practice.id} is ${memberId}’s own`);
  if (!organisationId) throw new AppError('ORGANISATION_MISSING', `member ${memberId} has no organisation`);
  return organisationId;
}

/** One record for an organisation and a revision, so that two of its members at once cannot make two. */
function validationId({ id, revision }: Practice, organisationId: string): string {
  return `${id}:${revision}:${organisationId}`;
}

async function validationOf(
  store: StoreReader,
  practice: Practice,
  organisationId: string,
): Promise<Validation | undefined> {
  return store.get(validations, validationId(practice, organisationId));
}
