import { AppError } from '../errors.ts';
import { type Actor, authorise, can, type Membership, membershipIn, type Action as Right } from '../rights.ts';
import type { Practice } from './practice.ts';

export type PracticeState = Practice['state'];

/** What moves a practice, or may be said of it. Proposing a change of a proposed text is `propose` too. */
export type PracticeAction =
  | 'propose'
  | 'comment'
  | 'validate'
  | 'openValidation'
  | 'markValidated'
  | 'return'
  | 'select'
  | 'unselect'
  | 'retire'
  | 'restore';

/** The course of a practice: from a state, by an action, to a state. What is not listed cannot be done. */
export const transitions: Readonly<Record<PracticeState, Readonly<Partial<Record<PracticeAction, PracticeState>>>>> = {
  draft: { propose: 'proposed' },
  proposed: {
    propose: 'proposed',
    comment: 'proposed',
    openValidation: 'inValidation',
    return: 'returned',
    retire: 'retired',
  },
  inValidation: {
    propose: 'inValidation',
    comment: 'inValidation',
    validate: 'inValidation',
    markValidated: 'validated',
    return: 'returned',
  },
  // A new text was validated by nobody, so changing what is validated or selected opens the validation again.
  validated: {
    propose: 'inValidation',
    comment: 'validated',
    select: 'selected',
    return: 'returned',
    retire: 'retired',
  },
  selected: { propose: 'inValidation', comment: 'selected', unselect: 'validated' },
  returned: { propose: 'proposed', comment: 'returned', retire: 'retired' },
  retired: { restore: 'proposed' },
};

const rightTo: Readonly<Record<PracticeAction, Right>> = {
  propose: 'practice.edit',
  comment: 'practice.comment',
  validate: 'practice.validate',
  openValidation: 'practice.openValidation',
  markValidated: 'practice.markValidated',
  return: 'practice.return',
  select: 'practice.select',
  unselect: 'practice.select',
  retire: 'practice.retire',
  restore: 'practice.retire',
};

/** A draft is its author's alone, whatever others may do to a proposed practice. */
function rightOn(practice: Practice, action: PracticeAction): Right {
  return practice.state === 'draft' ? 'practice.draft' : rightTo[action];
}

/**
 * The state an action leads to, and the membership of whoever does it. Throws what `authorise` throws, and
 * `PRACTICE_STATE` when the table does not list the action for the practice's state.
 */
export function step(
  actor: Actor,
  practice: Practice,
  action: PracticeAction,
): { state: PracticeState; membership: Membership } {
  const membership = authorise(actor, rightOn(practice, action), practice);
  const state = transitions[practice.state][action];
  if (!state) throw new AppError('PRACTICE_STATE', `${action}: practice ${practice.id} is ${practice.state}`);
  return { state, membership };
}

/** The right to read a practice. Throws what `authorise` throws; a draft is its author's alone. */
export function authoriseReading(actor: Actor, practice: Practice): Membership {
  return authorise(actor, practice.state === 'draft' ? 'practice.draft' : 'practice.see', practice);
}

/** Whether a practice is a member's own or their organisation's: then they are not who validates it. */
export function isOwn({ authorMemberId, organisationId }: Practice, membership: OwnIn): boolean {
  if (authorMemberId === membership.memberId) return true;
  return organisationId !== undefined && organisationId === membership.organisationId;
}

type OwnIn = Pick<Membership, 'memberId' | 'organisationId'>;

/** What a reader can be offered on a practice: to read it, to write on it, or an action that its state allows. */
export type PracticeOffer = 'read' | 'edit' | Exclude<PracticeAction, 'propose'>;

const offered = [
  'validate',
  'comment',
  'propose',
  'openValidation',
  'markValidated',
  'select',
  'unselect',
  'return',
  'retire',
  'restore',
] as const satisfies readonly PracticeAction[];

/** What this actor may do to a practice now, the likeliest first; never more than six things. */
export function actionsOn(actor: Actor, practice: Practice): PracticeOffer[] {
  const reads = can(actor, practice.state === 'draft' ? 'practice.draft' : 'practice.see', practice);
  const allowed = offered.filter((action) => isAllowed(actor, practice, action));
  return [...(reads ? (['read'] as const) : []), ...allowed.map((action) => (action === 'propose' ? 'edit' : action))];
}

function isAllowed(actor: Actor, practice: Practice, action: PracticeAction): boolean {
  if (!transitions[practice.state][action] || !can(actor, rightOn(practice, action), practice)) return false;
  if (action !== 'validate') return true;
  const membership = membershipIn(actor, practice.networkId);
  return membership !== undefined && !isOwn(practice, membership);
}
